"""Labelled stories: which articles tell one event, and which only look as if they did.

A line is `label | day and hour | outlet | title`, and the excerpt stands indented under it. Articles of one label are
one story, `-` is alone. All is made up.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

from reader.stories.features import ArticleFeatures

LINES = """
dam | 2023-03-01 08 | Northern Almanac | Dam at Skarvik fails after night of rain
    Villages below the Skarvik reservoir were cleared on Wednesday when the wall gave way. Engineers had
    warned of cracks since autumn.
dam | 2023-03-01 11 | Harbour Light | Hundreds flee as Skarvik reservoir bursts
    Families left their homes along the Oldra river after the Skarvik dam broke. Two bridges are gone.
dam | 2023-03-02 07 | Copper Wire | What the engineers knew about the Skarvik dam
    A report of last autumn describes cracks in the wall of the Skarvik reservoir. The owner, Oldra Kraft, did
    not act.
- | 2023-03-02 09 | Fen Gazette | Dam at Lomvatn passes its inspection
    Inspectors found no cracks in the wall of the Lomvatn reservoir. Villages below it can rest, the county
    says.
ban | 2023-03-03 10 | Tidewater Courier | Portsend council bans face recognition by police
    The council of Portsend voted nine to two on Friday to ban facial recognition. Councillor Imelda Quarrie
    had brought the motion.
ban | 2023-03-03 15 | Upland Record | Portsend forbids its police to recognise faces
    With nine votes to two, Portsend becomes the first town on the coast to ban the technology. Quarrie called
    it a beginning.
- | 2023-03-04 10 | Tidewater Courier | Brackwater council approves face recognition for police
    The council of Brackwater voted six to five to buy facial recognition software. Critics call the
    technology inaccurate.
- | 2023-03-06 10 | Upland Record | Eastmarch delays its vote on face recognition
    The council of Eastmarch wants to hear from the police before it votes on facial recognition.
merger | 2023-03-05 06 | The Evening Ledger | Valdor Steel to buy rival Ketterby for 3.4 billion
    Valdor Steel said on Sunday it would pay 3.4 billion for Ketterby Iron. Shares of both companies rose.
merger | 2023-03-05 09 | Signal and Noise | Ketterby agrees to takeover by Valdor
    The board of Ketterby Iron recommends the offer of 3.4 billion. Unions fear for two thousand jobs in
    Ketterby.
merger | 2023-03-06 08 | Mill Street Journal | Unions want guarantees in Valdor takeover of Ketterby
    Two thousand jobs are at stake, the unions say, if Valdor Steel swallows Ketterby Iron.
- | 2023-03-07 08 | The Evening Ledger | Quarterly profit of Orrin Steel falls
    Orrin Steel earned less than a year ago. Shares of the company fell by four per cent.
quake | 2023-03-08 05 | Harbour Light | Earthquake of magnitude 6.1 shakes Tarmoor
    The quake woke people in Tarmoor shortly before dawn. No deaths were reported at first.
quake | 2023-03-08 07 | Northern Almanac | Tarmoor hit by strong earthquake, roofs down
    A tremor of magnitude 6.1 damaged roofs in Tarmoor and Lissel. Schools in Lissel stay closed.
quake | 2023-03-08 18 | Fen Gazette | Schools closed in Lissel after the earthquake
    After the tremor of 6.1 in Tarmoor, engineers check every school in Lissel.
- | 2023-03-12 05 | Harbour Light | Earthquake of magnitude 4.2 off Grenholm
    A weak quake was felt on the island of Grenholm. No damage was reported.
strike | 2023-03-09 06 | Quarry Lane | Ferry crews strike at Low Haven
    Crews of Blueline Ferries stopped work at Low Haven on Thursday over rosters. Eighty sailings are
    cancelled.
strike | 2023-03-09 12 | Harbour Light | Eighty sailings cancelled as Blueline crews walk out
    Passengers wait at Low Haven while Blueline Ferries and its crews argue about rosters.
strike | 2023-03-11 08 | The Long Table | Blueline and crews reach agreement, ferries sail again
    New rosters end the strike at Low Haven. Blueline Ferries promises two more crews by summer.
- | 2023-03-10 08 | Quarry Lane | Bus drivers strike in Marshgate
    Drivers stopped work in Marshgate over pay. Buses will not run until Monday.
painting | 2023-03-10 09 | Field Notes Daily | Lost Hallander portrait found in attic
    A portrait by Ester Hallander, missing since 1911, hung in an attic in Pellwick.
painting | 2023-03-10 16 | The Long Table | Attic in Pellwick hid a Hallander for a century
    The family had no idea: the portrait by Ester Hallander will be shown in May.
painting | 2023-03-12 10 | Mill Street Journal | Museum bids for the Hallander of Pellwick
    The city museum wants to buy the portrait by Ester Hallander that was found in an attic.
leak | 2023-03-13 07 | Signal and Noise | Clinic chain Medara loses records of 2.7 million patients
    Medara left a database open for months. Names and diagnoses of 2.7 million patients could be read.
leak | 2023-03-13 10 | Copper Wire | Open database exposed Medara patients
    Researcher Ulla Brandt found the database of Medara, with 2.7 million records, without a password.
leak | 2023-03-14 09 | The Evening Ledger | Regulator opens inquiry into Medara leak
    After the loss of 2.7 million records, the data commissioner asks Medara for an account.
- | 2023-03-14 11 | Signal and Noise | Shop chain Pantora loses customer data
    Pantora says addresses of customers were copied. How many is not known.
launch | 2023-03-15 04 | Northern Almanac | Rocket Asmund II puts weather satellite into orbit
    The launch from Kestrel Head went as planned. The satellite Vindur 3 will watch storms.
launch | 2023-03-15 08 | Field Notes Daily | Vindur 3 is in orbit
    Asmund II lifted off from Kestrel Head before dawn with the weather satellite Vindur 3 aboard.
- | 2023-03-19 04 | Northern Almanac | Rocket Falke fails after twelve seconds
    The first launch of the Falke from Holmsund ended in the sea. Nobody was hurt.
trial | 2023-03-16 09 | Tidewater Courier | Former mayor Osric Thane on trial over harbour contracts
    Thane is accused of taking money for harbour contracts. He denies it.
trial | 2023-03-16 13 | Mill Street Journal | Harbour contracts: Thane denies taking bribes
    On the first day of the trial the former mayor said he never saw the money.
trial | 2023-03-18 09 | The Evening Ledger | Witness says she carried money to Osric Thane
    A former clerk told the court she brought envelopes to the mayor. The defence doubts her memory.
recall | 2023-03-17 07 | Copper Wire | Halvar recalls 41,000 electric bicycles
    The battery of the Halvar Stride can catch fire. Owners should stop charging it.
recall | 2023-03-17 12 | Upland Record | Fire risk: Halvar Stride called back
    Halvar wants 41,000 bicycles back because of their battery. Three burned in Otterford.
- | 2023-03-18 07 | Copper Wire | Ravn recalls child seats
    A buckle of the Ravn child seat can open. The company has sold nine thousand.
cup | 2023-03-19 20 | Quarry Lane | Otterford win the cup in extra time
    Otterford beat Jarrow Point 3-2 after extra time. Captain Lena Voss scored twice.
cup | 2023-03-20 07 | Fen Gazette | Voss lifts Otterford to the cup
    Two goals of Lena Voss decide the final against Jarrow Point. Thousands celebrate in Otterford.
- | 2023-03-21 07 | Quarry Lane | Jarrow Point part with their coach
    After six years the club looks for a new coach. A successor is not named.
bee | 2023-03-20 09 | Field Notes Daily | Study: mites spread faster in warm winters
    Biologists of Norrland University counted mites in four hundred hives. Warm winters helped them.
bee | 2023-03-20 14 | The Long Table | Warm winters are good for mites and bad for bees
    A study by Norrland University of four hundred hives explains the losses of last year.
- | 2023-03-22 09 | Field Notes Daily | Study: trams cut noise in old towns
    Researchers measured noise in four hundred streets. Trams are quieter than buses.
bridge | 2023-03-21 06 | Harbour Light | Inverstrand bridge closed to lorries
    Rust was found in the cables of the Inverstrand bridge. Lorries must go round by Dunhollow.
bridge | 2023-03-21 10 | Tidewater Courier | Rust in the cables: Inverstrand shuts bridge to heavy traffic
    The detour by Dunhollow takes an hour. Repairs of the Inverstrand bridge will last until winter.
bridge | 2023-03-23 06 | Quarry Lane | Dunhollow groans under lorries from the Inverstrand bridge
    Since the bridge was closed to lorries, traffic in Dunhollow has doubled.
visa | 2023-03-22 08 | The Evening Ledger | Government scraps visa for seasonal farm workers
    Minister Aldo Renn ended the scheme on Wednesday. Farmers speak of ruined harvests.
visa | 2023-03-22 11 | Upland Record | Farmers angry as Renn ends seasonal visa
    Without the seasonal workers the strawberries will rot, the farmers of Upland say.
visa | 2023-03-24 08 | Northern Almanac | Renn defends end of the seasonal visa
    Minister Aldo Renn told parliament that farms must pay more. The opposition laughed.
whale | 2023-03-23 05 | Harbour Light | Whale stranded at Hallowmere
    A sperm whale lies on the sand at Hallowmere. Volunteers keep it wet.
whale | 2023-03-23 09 | Field Notes Daily | Volunteers fight for sperm whale at Hallowmere
    The tide of the evening may free the animal, say the volunteers on the beach.
whale | 2023-03-24 06 | Fen Gazette | Hallowmere whale swims free
    With the night tide the sperm whale left the beach of Hallowmere.
- | 2023-03-25 06 | Harbour Light | Seals counted at Grenholm
    More seals than ever rest on the sands of Grenholm this spring.
tax | 2023-03-24 07 | Mill Street Journal | Greyport to tax empty homes
    From January the owners of empty homes in Greyport pay double. Four thousand homes are empty.
tax | 2023-03-24 13 | The Evening Ledger | Double tax on four thousand empty homes in Greyport
    The city hopes for forty million a year. Owners in Greyport want to sue.
bank | 2023-03-25 06 | The Evening Ledger | Regulator closes Merriam Bank
    Savers queued in front of Merriam Bank on Saturday. Deposits up to 100,000 are safe.
bank | 2023-03-25 09 | Signal and Noise | Merriam Bank shut as savers queue
    The regulator took over Merriam after withdrawals of 900 million in two days.
bank | 2023-03-26 10 | Mill Street Journal | How Merriam lost 900 million in two days
    Rumours and telephones emptied Merriam Bank faster than any queue could.
- | 2023-03-27 10 | The Evening Ledger | Central bank leaves interest rate unchanged
    The rate stays at three per cent. Savers had hoped for more.
mast | 2023-03-26 08 | Copper Wire | Nordtel switches off its old network
    On Sunday night Nordtel ended the service of the second generation. Lifts and alarms fell silent.
mast | 2023-03-26 11 | Upland Record | Lifts without alarm after Nordtel switch-off
    In Aldermoor the emergency calls of forty lifts used the old network of Nordtel.
film | 2023-03-27 21 | The Long Table | Golden Heron for Saltmarsh
    The film Saltmarsh by Ingrid Malo won the Golden Heron on Monday.
film | 2023-03-28 07 | Field Notes Daily | Ingrid Malo wins Golden Heron
    Her film Saltmarsh, shot in eleven days, was the surprise of the festival.
flood | 2023-03-28 05 | Fen Gazette | Fenwick Sound under water
    The tide broke the sea wall of Fenwick Sound. The army brings boats.
flood | 2023-03-28 08 | Harbour Light | Army brings boats to flooded Fenwick Sound
    After the sea wall broke, a third of Fenwick Sound stands under water.
flood | 2023-03-29 07 | Northern Almanac | Sea wall of Fenwick Sound was never finished
    Money for the last hundred metres of the wall at Fenwick Sound was spent on a car park.
- | 2023-03-29 09 | Fen Gazette | Marshgate gets a new sea wall
    Work on the wall will last two years. It will be a metre higher than the old one.
arrest | 2023-03-29 10 | Tidewater Courier | Arrest in the Cinder Bay jewel theft
    Police arrested a locksmith over the theft of the Cinder Bay sapphires.
arrest | 2023-03-29 14 | Quarry Lane | Locksmith held over Cinder Bay sapphires
    The sapphires were under his workbench, the police of Cinder Bay say.
chip | 2023-03-30 06 | Signal and Noise | Lumio shows a chip that learns without a cloud
    The Lumio K9 needs less power than a lamp, the company says. Makers of toys are interested.
chip | 2023-03-30 09 | Copper Wire | Lumio K9: learning in the toy
    The new chip of Lumio learns without a network. It costs two dollars.
- | 2023-03-31 06 | Signal and Noise | Quantel shows a chip for cameras
    The chip sees in the dark, the company says. Makers of cars are interested.
vote | 2023-03-30 19 | Northern Almanac | Islanders of Grenholm vote to stay
    Fifty-eight per cent of Grenholm voted against independence on Thursday.
vote | 2023-03-31 06 | Harbour Light | Grenholm says no to independence
    Turnout in Grenholm was ninety per cent; fifty-eight per cent voted no.
vote | 2023-03-31 07 | The Evening Ledger | After the vote: Grenholm wants money instead
    With independence rejected, the islanders of Grenholm ask the capital for a hospital.
library | 2023-04-01 08 | Mill Street Journal | Eastmarch library opens at night
    From April the library of Eastmarch is open until midnight. A guard costs less than the books that are
    lost.
library | 2023-04-01 10 | The Long Table | Reading until midnight in Eastmarch
    The library stays open, and a cook sells soup. Eastmarch pays for both.
- | 2022-04-01 08 | Mill Street Journal | Eastmarch library opens at night
    For one night, students read aloud in the library of Eastmarch.
- | 2023-03-03 06 | Upland Record | The week in pictures
    The best pictures of the week, chosen by our editors.
- | 2023-03-10 06 | Upland Record | The week in pictures
    The best pictures of the week, chosen by our editors.
- | 2023-03-17 06 | Upland Record | The week in pictures
    The best pictures of the week, chosen by our editors.
- | 2023-03-24 06 | Upland Record | The week in pictures
    The best pictures of the week, chosen by our editors.
- | 2023-03-06 06 | The Evening Ledger | Markets this morning: shares rise
    Markets this morning is our daily look at shares, bonds and oil.
- | 2023-03-07 06 | The Evening Ledger | Markets this morning: shares fall
    Markets this morning is our daily look at shares, bonds and oil.
- | 2023-03-13 06 | The Evening Ledger | Markets this morning: oil rises
    Markets this morning is our daily look at shares, bonds and oil.
- | 2023-03-20 06 | The Evening Ledger | Markets this morning: bonds fall
    Markets this morning is our daily look at shares, bonds and oil.
- | 2023-03-15 09 | The Long Table | How to braise a leek
    A recipe for cold evenings, from the kitchen of our readers.
- | 2023-03-16 09 | The Long Table | How to pickle a beet
    A recipe for warm evenings, from the kitchen of our readers.
outage | 2023-04-02 07 | Copper Wire | Power cut leaves Aldermoor dark for nine hours
    A fire in the Weir Road substation cut the power of Aldermoor on Sunday.
outage | 2023-04-02 12 | Tidewater Courier | Fire in substation: Aldermoor without power
    The Weir Road substation burned for three hours. Forty thousand homes in Aldermoor were dark.
outage | 2023-04-03 08 | Signal and Noise | Why one fire could darken all of Aldermoor
    The Weir Road substation had no twin. Plans for a second one were dropped in 2019.
- | 2023-04-03 10 | Copper Wire | Power prices fall in spring
    Wind and rain made power cheap in March. Homes will notice in May.
climb | 2023-04-03 11 | Field Notes Daily | Climber Tove Aasen rescued from Stornut
    A helicopter brought Tove Aasen down after two nights on the north face.
climb | 2023-04-03 15 | Northern Almanac | Two nights on the Stornut: Aasen is safe
    The climber was found on the north face by a helicopter of the army.
pipe | 2023-04-04 07 | Quarry Lane | Pipeline spills oil into the Oldra
    Some 700 barrels of oil flowed into the Oldra near Dunhollow.
pipe | 2023-04-04 10 | Fen Gazette | Oil in the Oldra: Dunhollow closes its wells
    After 700 barrels leaked from the pipeline, Dunhollow drinks from tankers.
doctor | 2023-04-05 08 | The Evening Ledger | Surgeon Bertil Kray loses his licence
    The medical board found that Kray had operated on forty patients without need.
doctor | 2023-04-05 12 | Mill Street Journal | Forty needless operations: board bars surgeon Kray
    Bertil Kray may not work as a surgeon any more, the medical board ruled.
rail | 2023-04-06 06 | Upland Record | Night train to Northby returns
    From June a night train runs between Greyport and Northby again, after eleven years.
rail | 2023-04-06 09 | Tidewater Courier | Asleep to Northby: the night train is back
    The railway will run the train from Greyport six nights a week, starting in June.
wire | 2023-04-07 06 | Fen Gazette | Lightship Marta towed into Greyport
    GREYPORT - The lightship Marta, adrift since the storm of Tuesday, was towed into Greyport by two tugs;
    its crew of four is unhurt.
wire | 2023-04-07 08 | Quarry Lane | Crew of the Marta unhurt
    The lightship Marta, adrift since the storm of Tuesday, was towed into Greyport by two tugs; its crew of
    four is unhurt ...
wolf | 2023-04-08 07 | Upland Record | Wolf crosses three counties in a week
    The collar of wolf F19 shows a march of 240 kilometres, from Norrland to the gardens of Eastmarch.
wolf | 2023-04-08 11 | Field Notes Daily | The long march of F19
    A young wolf walked 240 kilometres from Norrland to Eastmarch. Rangers expect it to move on.
- | 2023-04-10 11 | Field Notes Daily | Lynx seen near Pellwick
    A camera in the woods of Pellwick took the first picture of a lynx in ninety years.
""".strip()


def labelled() -> list[tuple[str, ArticleFeatures]]:
    """Return the articles with their labels, newest first as `build` wants them; what is alone has its own label."""
    found: list[tuple[str, ArticleFeatures]] = []
    for number, block in enumerate(re.split(r"\n(?! )", LINES)):
        head, *excerpt = block.split("\n")
        label, day, outlet, title = head.split(" | ")
        when = int(datetime.strptime(day, "%Y-%m-%d %H").replace(tzinfo=UTC).timestamp())
        text = " ".join(map(str.strip, excerpt))
        name = label if label != "-" else f"alone {number}"
        found.append((name, ArticleFeatures(title, text, when, outlet, None)))
    return sorted(found, key=lambda pair: -(pair[1].date or 0))
