"""Some thousand English words, generated from stems, for the sentences of posts."""

from __future__ import annotations

from random import Random

_VOWELS = "aeiou"

# All verbs are regular, and none doubles its last letter.
_VERBS = """
    accept adjust advance align allocate announce answer append approve archive arrange ask
    assemble attach audit balance block boot borrow bounce buffer bundle cache calculate call
    carry change charge check claim clean clear clone close collect compare compile complete
    compress connect consume convert copy correct count crash create cycle decide declare decode
    deliver deploy describe detect direct disable discover discuss display divide document drain
    dump edit elect enable encode encrypt end enter escape estimate evict examine expand expect
    expire explain export fail fence fetch fill fix flash float flush fold follow force forward
    gather generate grant group guard guess handle harvest hash heal help host import improve
    index inherit inspect install invent invite isolate issue join judge jump kill launch learn
    lift limit link list listen load lock look mark match measure mend merge migrate mirror miss
    mock monitor mount move name need negotiate note notice number observe offer open order pack
    page park parse pass paste patch pause phone place play poll pool post print probe process
    prove publish pull pump push query queue race raise rank reach record recover reduce refuse
    release remain remember remove render repair repeat replace reply report request reserve
    resize resolve rest return reverse review revoke roll rotate route sample save scale schedule
    search select serve settle shape share shelve shift sign simplify sketch solve sort stage
    start state stream stretch suggest supply support suspend talk taste test throttle time touch
    trace track train translate trigger trust try tune turn type unite update upload use validate
    verify visit wait walk want warn wash watch weigh wire wonder work yield
"""

_NOUNS = """
    account address adapter agent alarm alert answer archive argument attempt backup balance bank
    batch battery bill binary block board bottle bottleneck boundary branch bridge browser budget
    buffer bug button cabinet cable calendar candle canyon carrier case catalogue ceiling cell
    chain chair change channel chapter chart client clock closet cloud cluster coffee column
    command commit company compiler concept condition connection console consumer container
    contract copy corner corridor cost counter country credential cursor customer cycle daemon
    dashboard deadline decade decision default delay department design desk detail device diagram
    digest director disk document door draft drawer drive edge editor effect effort elevator email
    engine engineer entry envelope error evening event evidence example excuse experiment export
    factor failure family fan farm feature field figure file filter fire firewall flag floor
    folder footnote forecast form fortress fraction frame friend function garden gate gateway
    generator glass gradient graph group guess guide habit handle handler harbour header heading
    heart history holiday horizon host hour house idea image incident index inode instance
    interface interval invoice island item job joke journal journey kernel kettle key keyboard
    kitchen label ladder lamp language laptop latency lawyer layer leader lease lesson letter
    level library license lid light limit line link listener loader lock log loop machine mailbox
    manager manual map margin market measure meeting member memory message meter method metric
    migration minute mirror mistake module moment monitor month morning mount mountain network
    neighbour night node notebook number object office operator option orchard order outage output
    owner package packet pager painter panel paper parameter parser partition password patch path
    pattern payload person phase phone picture pipe plan planet platform plug pocket pointer
    policy pool port portrait power prefix printer priority process product profile program
    project promise prompt protocol provider proxy puzzle quarter query question queue quota rack
    radio ratio reader reason receipt record registry relay release replica reply report request
    resolver resource response result review ring river road role room root rotation route router
    rule runbook sample scale schedule schema screen script season second secret section segment
    sensor sentence sequence server service session setting shadow shard shell shift shop signal
    sketch socket solution source spreadsheet stack stage staircase standard state station step
    storage storm story stranger stream street string subnet summary supplier surface switch
    symbol symptom system table tail target task team template terminal test theory thread
    threshold ticket timeout timer token tool topic tower trace traffic train transaction
    transcript tree trigger tunnel type update upgrade user vacation value variable vault vendor
    version view village visitor voice volume wall warehouse warning watcher weather website week
    weekend wheel window winter wire witness word worker workshop worry writer year zone
"""

# Adjectives that form an adverb with -ly.
_ADJECTIVES = """
    abstract accurate active actual additional adequate ambitious annual anonymous apparent
    asynchronous atomic automatic awkward bitter blind bold brave brief bright brisk broad brutal
    busy calm careful cautious central certain cheap circular clear clever clumsy cold common
    complete constant convenient correct crude cruel curious current decent deep defensive
    definite delicate dense different direct distant eager elaborate elegant endless enormous
    entire equal exact explicit external fair faint familiar famous faulty feeble fierce final
    firm formal fragile frequent full gentle genuine global grand grave happy hasty heavy high
    honest huge humble hungry idle immediate implicit independent innocent internal keen kind late
    latent lazy light local logical loose loud lucky manual mild modest narrow neat nervous noisy
    obscure obvious odd optional ordinary painful partial passive patient perfect permanent
    persistent plain pleasant polite poor possible precise private probable proper proud public
    pure quick quiet random rapid rare real recent redundant regular reliable remote rich rigid
    robust rough rude sad safe secure sensible separate serious severe shallow sharp short silent
    similar simple slow smart smooth sober soft special steady steep stiff strange strict strong
    stubborn sturdy subtle sudden sure suspicious sweet swift synchronous technical temporary
    tense thick thin thorough tidy tight tired typical unique urgent useful usual vague valid vast
    verbose vital warm weak weird wide
"""

_OTHER_ADJECTIVES = """
    able absent ancient available average blank civil coarse complex concrete damp dark dear
    double dry due dull early eastern elastic empty even excellent fast fine flat flexible foreign
    former fresh friendly green grey handy hard harmless hidden hollow ideal impossible inner
    junior large lean likely linear little lonely long main massive mature mere minor mobile
    modern monthly mutable native new nightly northern old original outer parallel portable pretty
    primary raw ready round rural senior shy single slack slim small solid southern spare stable
    stale static tall tame tiny ugly upper urban wary weekly western wet wild wise wooden young
"""

_FRONTS = """
    back band base boot cache chain code core data disk fire frame hash head host key life lock
    log mail mesh name net node page path pipe rack root shell side tape time trace tree wall wave
    wire
"""

_BACKS = """
    bank board book card craft field flow gate guide keeper line mark point room space stamp stone
    track ward
"""


def _ends_in_consonant_and_y(stem: str) -> bool:
    return stem[-1] == "y" and stem[-2] not in _VOWELS


def _add_s(stem: str) -> str:
    """Return the plural of a noun, or the third person singular of a verb."""
    if _ends_in_consonant_and_y(stem):
        return f"{stem[:-1]}ies"
    return f"{stem}es" if stem.endswith(("s", "x", "z", "ch", "sh")) else f"{stem}s"


def _add_ed(stem: str) -> str:
    """Return the past tense of a verb."""
    if _ends_in_consonant_and_y(stem):
        return f"{stem[:-1]}ied"
    return f"{stem}d" if stem[-1] == "e" else f"{stem}ed"


def _add_ing(stem: str) -> str:
    """Return the present participle of a verb."""
    return f"{stem[:-1]}ing" if stem[-1] == "e" else f"{stem}ing"


def _add_ly(stem: str) -> str:
    """Return the adverb of an adjective."""
    if _ends_in_consonant_and_y(stem):
        return f"{stem[:-1]}ily"
    if stem.endswith("le") and stem[-3] not in _VOWELS:
        return f"{stem[:-1]}y"
    if stem.endswith("ll"):
        return f"{stem}y"
    return f"{stem}ally" if stem.endswith("ic") and stem != "public" else f"{stem}ly"


def _order(stems: str, derived: list[str]) -> list[str]:
    """Return *stems* and then the *derived* ones, each shuffled reproducibly."""
    source = Random("words")  # noqa: S311 (not for security)
    groups = (stems.split(), derived)
    return [stem for group in groups for stem in sorted(group, key=lambda _: source.random())]


_NOUN_STEMS = _order(_NOUNS, [front + back for back in _BACKS.split() for front in _FRONTS.split()])
_VERB_STEMS = _order(
    _VERBS,
    [f"re{stem}" for stem in _VERBS.split() if stem[0] not in _VOWELS and stem[:2] != "re"],
)

FORMS: dict[str, list[str]] = {
    "noun": _NOUN_STEMS,
    "nouns": [_add_s(stem) for stem in _NOUN_STEMS],
    "verb": _VERB_STEMS,
    "verbs": [_add_s(stem) for stem in _VERB_STEMS],
    "verbed": [_add_ed(stem) for stem in _VERB_STEMS],
    "verbing": [_add_ing(stem) for stem in _VERB_STEMS],
    "adjective": _order(_ADJECTIVES + _OTHER_ADJECTIVES, []),
    "adverb": [_add_ly(stem) for stem in _order(_ADJECTIVES, [])],
}
"""The words by the name of their slot; frequent words come first."""
