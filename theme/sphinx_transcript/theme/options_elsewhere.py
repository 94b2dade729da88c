"""Options of other themes, and what does the same under this one.

Alabaster, Furo, the PyData and Book themes, Material, Read the Docs and Pallets' own.
"""

from __future__ import annotations

_SAME: dict[str, str] = {
    "repository": (
        "github_url gitlab_url bitbucket_url github_user github_repo github_button github_banner "
        "repo_url repo_name repo_type repository_url source_repository vcs_pageview_mode "
        "use_repository_button html_repo_url"
    ),
    "edit_url": (
        "use_edit_page_button edit_uri edit_page_url source_branch source_directory "
        "source_edit_link source_view_link top_of_page_button top_of_page_buttons "
        "repository_branch path_to_docs use_source_button"
    ),
    "navigation": (
        "external_links extra_nav_links icon_links nav_links navbar_links footer_icons "
        "site_url_links header_links donate_url home_page_in_toc master_doc"
    ),
    "hidden_blocks": (
        "show_prev_next prev_next_buttons_location show_relbars show_relbar_top "
        "show_relbar_bottom show_related secondary_sidebar_items show_toc_level "
        "hide_navigation breadcrumb"
    ),
    "light_scheme": (
        "light_css_variables palette color_primary color_accent theme_color accent_color "
        "primary_color style_nav_header_background color_scheme default_mode"
    ),
    "dark_scheme": "dark_css_variables dark_mode_theme",
    "reader_schemes": "theme_switcher default_dark_mode dark_mode",
    "code_style": "pygments_light_style pygments_dark_style highlight_style",
    "prose_face": "font_family font head_font_family",
    "code_font": "code_font_family code_font_size font_code",
    "measure": "page_width body_max_width sidebar_width content_width max_width",
    "footer_text": "extra_footer footer_note copyright_text",
    "announcement": "announcement_text banner message",
    "html_logo in conf.py": (
        "logo logo_name logo_only light_logo dark_logo logo_icon logo_light logo_dark "
        "index_sidebar_logo nav_title"
    ),
    "html_title in conf.py": "sidebar_hide_name logo_text site_title",
    "html_favicon in conf.py": "favicons touch_icon favicon",
    "html_baseurl in conf.py": "canonical_url base_url site_url",
    "html_show_sphinx in conf.py": "show_powered_by show_sphinx",
}
HERE: dict[str, str] = {
    name: f"here {ours}" for ours, names in _SAME.items() for name in names.split()
}
"""What does the same here, by the name of another theme's option."""
