"""Which kind a session is, told by its title where nobody says it."""

import re
from functools import lru_cache

from bot.schedule.model import Kind

TITLE_WORDS: tuple[tuple[Kind, str], ...] = (
    (Kind.LUNCH, (
        r"((pick up|grab|box(ed)?|catered|working|networking) )?lunch( break| hour)?|"
        r"((pausa|pause|intervalo) (para |per (il )?|de )?(o |le )?)?"
        r"(almoço|pranzo|déjeuner|almuerzo|comida|comer|repas|buffet)|mittag(s?(essen|pause))?|(lunch|middag)pauze"
    )),
    (Kind.POSTERS, (
        r"posters?( (session|presentation|spotlight)s?)?|poster(ausstellung|präsentation|sessie)|"
        r"(session|sesión|sessão|sessione) (de )?p[óoô]ster(e?s)?"
    )),
    (Kind.BREAK, (
        r"((short|morning|afternoon|coffee|tea|health|snack) )*break|(arrival and |morning |afternoon )?(coffee|tea)|"
        r"refreshments|intermission|(kurze |kleine )?(kaffee|tee)?-?pause|kaffee|pause[- ](café|thé)|café|caffè|"
        r"pausa( para| de)?( (il |o )?(café|caffè|tè|té))?|intervalo( para( o)? café)?|intervallo|descanso|receso|fika|"
        r"((koffie|thee)?-?pauze|koffie)( (en|met) (thee|koffie))?"
    )),
    (Kind.KEYNOTE, (
        r"((opening|closing) )?keynotes?( (talk|speaker|speech|address|lecture|session)s?)?|"
        r"(haupt|plenar|keynote-?)vortrag|hoofdlezing|conférence plénière|lectio magistralis"
    )),
    (Kind.PANEL, (
        r"((opening|closing) )?panel( discussion| session)?|(podiums|panel)diskussion|paneldiscussie|painel|"
        r"(table|mesa)[- ](ronde|redonda)|tavola rotonda|rondetafel(gesprek)?"
    )),
    (Kind.SOCIAL, (
        r"(welcome )?reception|((workshop|conference) )?dinner|drinks|social( event| hour)?|happy hour|banquet|"
        r"(gemeinsames )?abendessen|(sekt)?empfang|dîner|cocktail|cena|cóctel|aperitivo|jantar|confraternização|"
        r"coquetel|diner|borrel"
    )),
    (Kind.OPENING, (
        r"(opening|introductory|welcome)( remarks| session| address)?|welcome to .*|introductions?|"
        r"begrüßung|eröffnung|willkommen|grußworte?|ouverture|accueil|mot de bienvenue|bienvenue|bienvenida|"
        r"apertura|inauguración|saluti( istituzionali| iniziali)?|benvenuto|abertura|boas[- ]vindas|welkom(stwoord)?"
    )),
    (Kind.CLOSING, (
        r"(closing|concluding)( remarks| session| ceremony)?|wrap.?up|farewell|abschluss|schlusswort|"
        r"verabschiedung|clôture|mot de la fin|conclusions?|clausura|cierre|conclusiones|chiusura|conclusioni|"
        r"encerramento|considerações finais|afsluiting|slotwoord|sluiting|afronding"
    )),
    (Kind.INVITED, (
        r"invited (talk|speaker|lecture)s?|eingeladener vortrag|conférence invitée|conferencia invitada|"
        r"palestra convidada|relazione (invitata|su invito)|uitgenodigde lezing"
    )),
    (Kind.CONTRIBUTED, r"(contributed|spotlight|lightning) talks?|spotlights?|oral (presentation|session)s?"),
    (Kind.TUTORIAL, r"tutorials?( session)?"),
    (Kind.DISCUSSION, (
        r"((open|group|round.?table) )?discussions?|round.?table|breakouts?( session)?s?|q ?& ?a|"
        r"diskussion(srunde)?|débat|discusión|discussione|dibattito|discussão|discussie|debat"
    )),
)  # fmt: skip
"""In order of precedence: a lunch with posters is lunch, a welcome reception is social."""

GOES_ON = (
    r"\s*(?:$|#?\d|[^\w\s'’-]|-\s|(?:and|at|by|for|from|in|on|with|"
    r"und|mit|im|et|par|avec|des?|du|au|y|con|del?|al|dei|e|com|do|en|met|van)\b)"
)
"""What may follow: "Panel on X" is a panel and "Break (15 min)" a break, "Break-even points" and "Panel data" not."""

_KINDS = "|".join(f"(?P<{kind.name}>{words})" for kind, words in TITLE_WORDS)
_LEADING = re.compile(rf"\W*(?:{_KINDS}){GOES_ON}")


@lru_cache(maxsize=4096)
def kind_of_title(title: str) -> Kind:
    """The kind that a title opens with ("Lunch Break", "Poster Session 1"); a talk where it tells nothing."""
    found = _LEADING.match(title.lower())
    return Kind[found.lastgroup] if found and found.lastgroup else Kind.TALK
