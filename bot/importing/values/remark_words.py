"""The words of remarks on an entry's time and room ("note the unusual time", "moved to", "starts at")."""

ROOMS = frozenset(
    "room rooms place venue location hall building raum hörsaal ort salle lieu sala aula zaal sal hs local".split()  # noqa: SIM905
)
LEVELS = frozenset(("level", "floor"))
OF_ROOMS = frozenset(("lecture", "seminar", "meeting", "conference"))
"""Before what a room is called, as part of that."""
PLACES = ROOMS | {"in", "to", "at", "im", "nach", "en", "à", "dans", "naar"}
"""Before the name of a room stands one of these."""
NOTING = frozenset(
    """note nb unusual attention achtung beachten exceptionally ungewöhnliche ungewohnte abweichende
    raumänderung
    uhrzeitänderung ausnahmsweise inhabituel inhabituelle inhabituels
    inhabituelles exceptionnel exceptionnelle exceptionnellement atención
    excepcionalmente attenzione eccezionalmente insolito insolita insueto afwijkende obs observera""".split()  # noqa: SIM905 - words, not items
)
"""One of these, at least, has a remark without brackets that tells neither time nor room."""
TELLING = NOTING | frozenset(
    """usual online special different another other change changed new starts start begins moved earlier later inizia
    commence débute empieza comienza exceptional geänderter geänderte andere anderer beginn beginnt verlegt
    changement différent différente cambio
    diferente diverso diversa gewijzigde verplaatst""".split()  # noqa: SIM905 - words, not items
)
"""One of these, at least, has a remark that stands anywhere but beside a date."""
OTHERS = frozenset(
    """please kindly the that this talk seminar session meeting lecture is are will be has been was it we of and on an
    a from until till goes with for time times hour hours day date week today only late instead not held takes starting
    timing usually ends end also both zoom webex via bitte der die das den um uhr zeit uhrzeit tag findet statt vortrag
    heure et séminaire
    exposé il lo seminario conferenza alle ore horaire jour le la les de du kl i dagen tiden al las los
    bereits schon erst already déjà ya già sharp
    hora horario día el ora orario giorno tijd dag à""".split()  # noqa: SIM905
)
"""What else remarks are made of, but for the names of weekdays."""
HINTS = tuple(
    """not nb usual special differ other chang start begin moved except achtung beacht ander wöhnl wohnt weich raum
    inhab solit cambio aten atten divers wijz wijk plaatst verlegt ausnahm later earlier new room online obs this
    nizia commenc débute empiez comienz""".split()  # noqa: SIM905
)
"""What every text in lower case has one of that holds a telling word."""
