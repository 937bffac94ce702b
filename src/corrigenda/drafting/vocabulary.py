"""Vocabulary: the words of known scales, and of options that stand last."""

# Each scale from its first to its last option; words that mean the same stand together.
SCALES = """
strongly disagree, disagree strongly, completely disagree, totally disagree, fully disagree
| moderately disagree | disagree, mostly disagree, tend to disagree, generally disagree
| somewhat disagree, slightly disagree, disagree somewhat, disagree slightly, rather disagree
| neither agree nor disagree, neither disagree nor agree, neutral, undecided, neither, not sure
| somewhat agree, slightly agree, agree somewhat, agree slightly, rather agree
| agree, mostly agree, tend to agree, generally agree | moderately agree
| strongly agree, agree strongly, completely agree, totally agree, fully agree

never, not at all, at no time, none of the time
| almost never, hardly ever, very rarely, hardly at all | less than once a year
| once a year, yearly, annually | a few times a year, several times a year, less than once a month
| rarely, seldom, a little of the time | once a month, monthly, about once a month
| a few times a month, several times a month, 2 3 times a month, two to three times a month
| occasionally, once in a while, several days
| sometimes, some of the time, about half the time, half the time, now and then
| once a week, weekly, about once a week
| a few times a week, several times a week, 2 3 times a week, more than once a week
| often, frequently, more than half the days, a good bit of the time
| very often, very frequently, usually, most of the time
| almost always, nearly always, nearly every day, almost every day
| daily, every day, once a day | several times a day, more than once a day, multiple times a day
| always, all of the time, all the time, constantly

extremely dissatisfied, completely dissatisfied | very dissatisfied, very unsatisfied
| dissatisfied, unsatisfied, moderately dissatisfied
| somewhat dissatisfied, slightly dissatisfied, a little dissatisfied
| neither satisfied nor dissatisfied, neither dissatisfied nor satisfied, neutral
| slightly satisfied, somewhat satisfied, a little satisfied | satisfied, moderately satisfied
| very satisfied | extremely satisfied, completely satisfied

not at all satisfied | slightly satisfied, a little satisfied | somewhat satisfied
| moderately satisfied | satisfied | very satisfied | extremely satisfied, completely satisfied

not at all important, not important at all, not important, unimportant | low importance
| slightly important, a little important | somewhat important | moderately important, neutral
| important | very important | extremely important, essential

extremely unlikely | very unlikely | unlikely, moderately unlikely
| somewhat unlikely, slightly unlikely | neither likely nor unlikely, neutral
| slightly likely, somewhat likely | likely, moderately likely | very likely | extremely likely

definitely not, definitely would not | probably not, probably would not
| might or might not, maybe, possibly, unsure | probably, probably yes, probably would
| definitely, definitely yes, definitely would

terrible, very bad, very poor, extremely bad | bad, poor, rather bad, somewhat bad
| below average | fair, neutral, neither good nor bad, mediocre, acceptable
| average, ok, okay | above average | somewhat good, rather good | good | very good
| excellent, extremely good, outstanding

not at all, none, none at all, nothing, no extent
| very little, hardly, to a very small extent | a little, a little bit, slightly, small extent,
a bit, to a small extent, minimally | somewhat, to some extent
| moderately, a moderate amount, some, to a moderate extent | quite a bit, quite, fairly, mostly,
to a large extent | a lot, very, very much, much, to a great extent
| a great deal, extremely, completely, totally, entirely, to a very great extent

not at all confident, not confident | slightly confident, a little confident
| somewhat confident | moderately confident, fairly confident | confident | very confident
| extremely confident, completely confident

not at all familiar, unfamiliar | slightly familiar | somewhat familiar | moderately familiar
| familiar | very familiar | extremely familiar

not at all comfortable, very uncomfortable | uncomfortable | somewhat uncomfortable
| neutral | slightly comfortable | somewhat comfortable | moderately comfortable | comfortable
| very comfortable | extremely comfortable

not at all helpful, not helpful, unhelpful | slightly helpful, a little helpful
| somewhat helpful | moderately helpful | helpful | very helpful | extremely helpful

not at all concerned, not concerned, not at all worried | slightly concerned, a little worried
| somewhat concerned, somewhat worried | moderately concerned | concerned, worried
| very concerned, very worried | extremely concerned, extremely worried

extremely difficult, very difficult, very hard | difficult, moderately difficult, hard
| somewhat difficult, slightly difficult | neither easy nor difficult, neutral
| slightly easy, somewhat easy | easy, moderately easy | very easy | extremely easy

much worse, a lot worse | worse, somewhat worse, a little worse | slightly worse
| about the same, the same, unchanged, no change | slightly better
| better, somewhat better, a little better | much better, a lot better

decreased a lot, greatly decreased, strongly decreased | decreased, somewhat decreased
| stayed the same, about the same, no change, unchanged | increased, somewhat increased
| increased a lot, greatly increased, strongly increased

very low, lowest | low | medium low | medium, moderate, average | medium high | high
| very high, highest

none, no | minimal, very mild | mild | moderate | moderately severe | severe | very severe, extreme

too little, too few, too low, too short | about right, just right, the right amount
| too much, too many, too high, too long

small | medium, middle | large | very large

less than high school, no schooling, primary school, no formal education, some high school
| high school, high school graduate, high school diploma, secondary school, high school or ged,
high school diploma or ged, high school diploma or equivalent, ged
| vocational training, trade school, apprenticeship
| some college, some university, some college but no degree, some college no degree
| associate degree, associates degree, associates degree in college 2 year
| bachelors degree, bachelor, bachelors, college graduate, undergraduate degree,
bachelors degree in college 4 year
| graduate degree, postgraduate degree | masters degree, master, masters
| professional degree, professional degree jd md, professional school degree
| doctorate, doctoral degree, phd, doctorate or professional degree

stimme gar nicht zu, stimme überhaupt nicht zu, lehne stark ab, trifft gar nicht zu,
trifft überhaupt nicht zu, trifft nicht zu, stimme nicht zu
| stimme eher nicht zu, lehne eher ab, trifft eher nicht zu, trifft wenig zu
| teils teils, teils/teils, weder noch, unentschieden, neutral, mittel, mittelmäßig
| stimme eher zu, trifft eher zu, stimme zu, trifft ziemlich zu
| stimme voll und ganz zu, stimme voll zu, stimme völlig zu, stimme stark zu,
trifft voll und ganz zu, trifft voll zu, trifft völlig zu, trifft zu

nie, niemals | fast nie, sehr selten | selten | gelegentlich | manchmal, ab und zu
| häufig, oft | sehr oft, sehr häufig, meistens | fast immer | immer | täglich

sehr unzufrieden | unzufrieden | eher unzufrieden
| teils teils, teils/teils, weder noch, weder zufrieden noch unzufrieden, neutral
| eher zufrieden | zufrieden | sehr zufrieden

unwichtig, gar nicht wichtig, überhaupt nicht wichtig | eher unwichtig, wenig wichtig
| teils teils, teils/teils, neutral, mittel | eher wichtig | wichtig | sehr wichtig

sehr schlecht | schlecht | eher schlecht | mittel, mittelmäßig, teils teils, teils/teils
| befriedigend | eher gut | gut | sehr gut

gar nicht, überhaupt nicht | wenig, kaum | etwas, teilweise | mittelmäßig | ziemlich, eher
| stark, viel | sehr, sehr stark, sehr viel | voll und ganz, völlig

ja | teilweise, teils teils, teils/teils | vielleicht | nein

yes | yes in part, partly, partially, to some degree, somewhat, sometimes
| maybe, possibly, perhaps | no

true | false

always true | mostly true | sometimes true | never true

monday, mon | tuesday, tue | wednesday, wed | thursday, thu | friday, fri | saturday, sat
| sunday, sun

january, jan | february, feb | march, mar | april, apr | may | june, jun | july, jul
| august, aug | september, sep | october, oct | november, nov | december, dec
"""
LAST = """
neither | both | mixed | other | others | another | other please specify | not listed | various
| none | none of these | none of the above | no answer | not applicable | na | n a
| does not apply | not relevant | not sure | unsure | i am not sure | im not sure | cant say
| dont know | do not know | i dont know | i do not know | dont remember | dont know not sure
| unknown | unclear | undecided | no opinion | cannot remember | cant remember | no preference
| andere | anderes | sonstige | sonstiges | keine | keines | keine davon | nichts davon
| weiß nicht | weiss nicht | kann ich nicht sagen | trifft auf mich nicht zu | keine angabe | k a
| möchte ich nicht sagen
| refused | declined | decline to answer | prefer not to say | prefer not to answer | rather not say
| i prefer not to say | i prefer not to answer | no response | missing
"""
