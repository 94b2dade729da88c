"""The characters for the names of emoji that GitHub has: :rocket:.

Most names are those of Unicode; the most used of all others are listed.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_FIRST_EMOJI = 0x2190
_ALIASES = {
    "+1": "👍", "-1": "👎", "thumbsup": "👍", "thumbsdown": "👎", "smile": "😄", "smiley": "😃",
    "grin": "😁", "laughing": "😆", "joy": "😂", "rofl": "🤣", "wink": "😉", "blush": "😊",
    "heart": "❤️", "heart_eyes": "😍", "sunglasses": "😎", "thinking": "🤔", "cry": "😢",
    "sob": "😭", "scream": "😱", "rage": "😡", "sweat_smile": "😅", "upside_down_face": "🙃",
    "slightly_smiling_face": "🙂", "simple_smile": "🙂", "stuck_out_tongue": "😛", "confused": "😕",
    "disappointed": "😞", "neutral_face": "😐", "expressionless": "😑", "sleeping": "😴",
    "tada": "🎉", "sparkles": "✨", "star": "⭐", "star2": "🌟", "zap": "⚡", "boom": "💥",
    "collision": "💥", "fire": "🔥", "100": "💯", "clap": "👏", "wave": "👋", "ok_hand": "👌",
    "muscle": "💪", "pray": "🙏", "raised_hands": "🙌", "point_right": "👉", "point_left": "👈",
    "point_up": "☝️", "point_down": "👇", "v": "✌️", "eyes": "👀", "bulb": "💡", "memo": "📝",
    "pencil": "📝", "pencil2": "✏️", "book": "📖", "books": "📚", "bookmark": "🔖", "link": "🔗",
    "mag": "🔍", "lock": "🔒", "unlock": "🔓", "key": "🔑", "wrench": "🔧", "hammer": "🔨",
    "gear": "⚙️", "bug": "🐛", "construction": "🚧", "warning": "⚠️", "exclamation": "❗",
    "question": "❓", "x": "❌", "heavy_check_mark": "✔️", "white_check_mark": "✅",
    "information_source": "ℹ️", "no_entry": "⛔", "no_entry_sign": "🚫", "rotating_light": "🚨",
    "recycle": "♻️", "coffee": "☕", "beer": "🍺", "beers": "🍻", "pizza": "🍕", "cake": "🍰",
    "gift": "🎁", "trophy": "🏆", "medal_sports": "🏅", "dart": "🎯", "art": "🎨", "camera": "📷",
    "computer": "💻", "iphone": "📱", "email": "📧", "envelope": "✉️", "phone": "☎️",
    "calendar": "📅", "date": "📅", "clock": "🕐", "hourglass": "⌛", "alarm_clock": "⏰",
    "chart_with_upwards_trend": "📈", "bar_chart": "📊", "clipboard": "📋", "pushpin": "📌",
    "package": "📦", "truck": "🚚", "car": "🚗", "airplane": "✈️", "ship": "🚢", "house": "🏠",
    "office": "🏢", "earth_africa": "🌍", "earth_americas": "🌎", "earth_asia": "🌏",
    "sunny": "☀️", "cloud": "☁️", "umbrella": "☔", "snowflake": "❄️", "ocean": "🌊",
    "dog": "🐶", "cat": "🐱", "mouse": "🐭", "cow": "🐮", "pig": "🐷", "monkey": "🐒",
    "see_no_evil": "🙈", "hear_no_evil": "🙉", "speak_no_evil": "🙊", "poop": "💩", "hankey": "💩",
    "moneybag": "💰", "dollar": "💵", "gem": "💎", "soccer": "⚽", "video_game": "🎮",
    "musical_note": "🎵", "headphones": "🎧", "mega": "📣", "loudspeaker": "📢", "bell": "🔔",
    "speech_balloon": "💬", "thought_balloon": "💭", "robot": "🤖", "shrug": "🤷",
    "facepalm": "🤦", "man_shrugging": "🤷‍♂️", "woman_shrugging": "🤷‍♀️", "arrow_right": "➡️",
    "arrow_left": "⬅️", "arrow_up": "⬆️", "arrow_down": "⬇️", "broken_heart": "💔",
    "tm": "™️", "copyright": "©️",
}  # fmt: skip


@lru_cache(maxsize=512)
def emoji(name: str) -> str:
    """Return the character for *name*; '' if it is not known."""
    if name in _ALIASES:
        return _ALIASES[name]
    words = name.replace("_", " ").replace("-", " ")
    for wanted in (words, f"{words} face", f"{words} sign", f"{words} symbol"):
        try:
            char = unicodedata.lookup(wanted)
        except KeyError:
            continue
        if ord(char) >= _FIRST_EMOJI and unicodedata.category(char) == "So":
            return char
    return ""
