"""Words that stand in written dates: months and weekdays of seventeen languages, names of time zones."""

from __future__ import annotations

from functools import cache

from reader.text.fold import fold

# Twelve names or abbreviations a row, January first. Left out is what means two months in two languages, such as
# `listopad` (November in Polish, October in Croatian).
_MONTHS = (
    # English, with the abbreviations that most languages of Europe share.
    "january february march april may june july august september october november december",
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "jan feb mar apr may jun jul aug sept oct nov dec",
    # German, with the names used in Austria.
    "januar februar märz april mai juni juli august september oktober november dezember",
    "jänner feber maerz apr mai jun jul aug sept okt nov dez",
    # French
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "janv févr mars avr mai juin juil août sept oct nov déc",
    # Spanish
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ene feb mar abr may jun jul ago setiembre oct nov dic",
    # Portuguese
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "jan fev mar abr mai jun jul ago set out nov dez",
    # Italian
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "gen feb mar apr mag giu lug ago set ott nov dic",
    # Dutch
    "januari februari maart april mei juni juli augustus september oktober november december",
    "jan feb mrt apr mei jun jul aug sep okt nov dec",
    # Swedish, Danish, Norwegian
    "januari februari mars april maj juni juli augusti september oktober november december",
    "januar februar marts april maj juni juli august september oktober november december",
    "januar februar mars april mai juni juli august september oktober november desember",
    # Polish, in the case that stands in dates and in the one that stands alone
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października - grudnia",
    "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik - grudzień",
    # Czech
    "ledna února března dubna května června července srpna září října listopadu prosince",
    "leden únor březen duben květen červen červenec srpen září říjen - prosinec",
    # Russian, likewise
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "янв фев мар апр май июн июл авг сен окт ноя дек",
    # Ukrainian
    "січня лютого березня квітня травня червня липня серпня вересня жовтня - грудня",
    # Turkish
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    # Indonesian
    "januari februari maret april mei juni juli agustus september oktober november desember",
    # Arabic, as in Egypt
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
)

# The date itself decides, not its weekday; what is also a month (`mar`) is left out.
_WEEKDAYS = (
    "monday tuesday wednesday thursday friday saturday sunday",
    "mon tue tues wed thu thur thurs fri sat sun",
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so",
    "lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim",
    "lunes martes miércoles jueves viernes sábado domingo mié jue vie sáb dom",
    "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira",
    "segunda terça quarta quinta sexta seg ter qua qui sex",
    "lunedì martedì mercoledì giovedì venerdì sabato domenica gio",
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma wo vr za zo",
    "måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag søndag",
    "poniedziałek wtorek środa czwartek piątek sobota niedziela",
    "понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс",
    "pazartesi salı çarşamba perşembe cuma cumartesi pazar",
)

# What stands between the parts of a date and means nothing by itself.
_FILLERS = "of the at on de del do le el il den der am um à a las às kl klo i г г. года р р. року uhr"

# Hours east of UTC. Of names that several zones share only those are read that RFC 2822 gives a meaning
# (EST … PDT); AST, BST, IST and the like are left out.
_ZONES = {
    "z": 0, "utc": 0, "gmt": 0, "ut": 0, "wet": 0,
    "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
    "akst": -9, "akdt": -8, "hst": -10, "nst": -3.5, "ndt": -2.5, "brt": -3,
    "west": 1, "cet": 1, "mez": 1, "cest": 2, "mesz": 2, "eet": 2, "eest": 3, "msk": 3, "sast": 2,
    "jst": 9, "kst": 9, "hkt": 8, "sgt": 8, "wib": 7,
    "awst": 8, "acst": 9.5, "acdt": 10.5, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13,
}  # fmt: skip


@cache
def months() -> dict[str, int]:
    """Return the number of each month by its names, folded."""
    return {
        fold(name): number for row in _MONTHS for number, name in enumerate(row.split(), 1) if name != "-"
    }


@cache
def weekdays() -> frozenset[str]:
    """Return the names of the days of the week, folded."""
    return frozenset(fold(name) for row in _WEEKDAYS for name in row.split())


@cache
def fillers() -> frozenset[str]:
    """Return the words that stand between the parts of a date and say nothing, folded."""
    return frozenset(fold(word) for word in _FILLERS.split())


def zone_offset(name: str) -> int | None:
    """Return how many seconds the zone with a name is east of UTC, None for a name that is not known.

    A name that several zones share is not known, unless RFC 2822 says which one it is.
    """
    hours = _ZONES.get(name.lower())
    return None if hours is None else int(hours * 3600)
