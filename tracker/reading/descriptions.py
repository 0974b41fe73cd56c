"""Descriptions: what each field of the data means, for editors (JSON Schema) and the manual."""

from __future__ import annotations

# By record and field; a field that several records share stands at the one that defines it.
DESCRIPTIONS: dict[str, str] = {
    "Subject.id": "The name of the file without .yaml: small letters, digits and hyphens.",
    "Subject.title": "The name of the target, one text per language; English is required.",
    "Subject.kind": (
        "What is tracked: indicator (one quantity), tiers (classes of one population), "
        "allocation (parts of a whole), milestones (steps that are done or not)."
    ),
    "Subject.owner": "The body in charge, a word of the list bodies in vocabulary.yaml.",
    "Subject.about": "One or two sentences of context.",
    "Subject.ambiguities": "Open questions about the wording of the sources, and how they are read here.",
    "Subject.checked": "The last day on which a person compared the file with its sources.",
    "Subject.origin": "Where its figures are read from again: tracker refresh.",
    "Origin.as": "The kind of answer: csv, xlsx, json-stat, sdmx-csv, owid, world-bank or un-sdg.",
    "Origin.address": "The web address of the figures; https only.",
    "Origin.pick": "Which member to take, by dimension or column, such as geo: DE.",
    "Origin.year_starts": "The month in which years such as 2015/16 begin, where the answer has them.",
    "Origin.unit_name": "What the answer calls the unit of the target, where that is another name.",
    "Subject.statements": (
        "What is said of this target, each with its source: on a scale by the body in charge, in prose by "
        "the publisher of the source; it stands beside the verdict and is never mixed with it."
    ),
    "Subject.related": "Other targets that are the nearest evidence; they are shown and never counted.",
    "Subject.next": "What comes next, by its source or as a note of this office.",
    "Indicator.measure": "What is counted, in which unit and how often.",
    "Indicator.breakdowns": "One period split by region.",
    "Indicator.series": (
        "The same quantity for women and men, by age, region or version: one entry for each, "
        "with its own goals and observations; nothing is added up."
    ),
    "Indicator.projections": "What bodies expect, each named; never ours and never counted.",
    "Series.goals": (
        "What was promised: several deadlines or several versions. Without goals the file "
        "records a figure only."
    ),
    "Series.baseline": (
        "Where progress is counted from: a period that has an observation, or a figure of its "
        "own. Without it the rule of the method picks one."
    ),
    "Series.observations": (
        "Published figures, one entry a figure. Newer figures are added; none is overwritten."
    ),
    "Tiers.measure": "What is counted in every tier.",
    "Tiers.nesting": (
        "Whether a member of a higher tier also counts in the lower ones: exclusive (no), "
        "cumulative (yes), unspecified."
    ),
    "Tiers.nesting_note": "What the nesting rests on.",
    "Tiers.tiers": "The tiers, lowest first, each with its own goals and observations.",
    "Allocation.measure": "How the parts are measured; bounds name the whole.",
    "Allocation.parts": (
        "The parts of the whole. The goals of one deadline may not add up to more than the whole."
    ),
    "Allocation.adds_up": (
        "false for parts that are no whole together, such as targets that one promise names: nothing is "
        "summed."
    ),
    "Tiers.adds_up": "false for classes that nobody may add up.",
    "Milestones.steps": "The steps, each done or not.",
    "Part.id": "A short name that no other entry of the list has.",
    "Part.title": "The name of the tier or part, one text per language.",
    "Part.note": "A remark on this tier or part.",
    "Citation.source": "The document, by the name of its file in seeds.",
    "Citation.at": "Where in the source it stands, for example L61, p. 12, table 3.",
    "Citation.as_printed": "The figure with its unit word exactly as the source prints it; never a sentence.",
    "Goal.id": "A short name, needed where another goal replaces this one.",
    "Goal.at_least": "The value to be reached or exceeded. A goal has exactly one bound.",
    "Goal.at_most": "The value not to be exceeded; a rank, for example.",
    "Goal.between": "The lowest and the highest value that keep the promise.",
    "Goal.more_than": "The value to be exceeded; more than 90 is not kept by 90.",
    "Goal.less_than": "The value to stay below; less than 70 is not kept by 70.",
    "Goal.for": (
        "Instead of by: the one period the promise is about, such as the budget year 2026. It is judged "
        "on the figure of that period alone; no path leads there."
    ),
    "Goal.total": (
        "Instead of a bound and by: a bound on the sum of the figures over several years, such as an "
        "emissions budget. The measure counts a flow."
    ),
    "Total.at_least": "The sum to be reached or exceeded.",
    "Total.at_most": "The sum not to be exceeded.",
    "Total.more_than": "The sum to be exceeded.",
    "Total.less_than": "The sum to stay below.",
    "Total.over": "The periods whose figures are summed: first and last as 2022/2025, financial years as "
    "2022-23/2025-26.",
    "Goal.lead": "true for the goal that is to be judged first, where there are several.",
    "Goal.conditional": (
        "On what the promise depends, such as foreign aid; of two for one day the other leads."
    ),
    "Goal.by": (
        "The deadline as a period; it ends with its last day, so 2030 is 31 December 2030. "
        "Left out where the source states none."
    ),
    "Goal.draft": "true for a goal that is proposed and not adopted; no verdict rests on it.",
    "Goal.replaces": "The id of the earlier goal of the same list that this one replaces.",
    "Goal.reason": "Why the goal was changed.",
    "Goal.every_period": "true for a value to be held in every period rather than reached once.",
    "Goal.note": "A remark on the goal.",
    "Goal.path": (
        "The way to the goal as the publisher sets it; drawn and judged by instead of the straight line."
    ),
    "Goal.aim": (
        "What is promised in words, without a number; it is judged by the direction that "
        "measure names as wanted."
    ),
    "Observation.period": (
        "What the figure refers to: 2024, 2024-Q2, 2024-H1, 2024-06, 2024-06-30, or first and "
        "last as 2025-01/2025-07."
    ),
    "Observation.value": (
        "The figure in the unit of the measure: digits with a point, no separators, no unit. "
        "Left out only where quality is suppressed."
    ),
    "Observation.qualifier": "How the source hedges the figure: at_least, over, about, under.",
    "Observation.status": "final, provisional, estimated or forecast; a forecast is shown and never counted.",
    "Observation.set_aside": "Why this rival figure is not used; it stays visible.",
    "Observation.break": (
        "What changed, where a new definition starts with this figure; no pace is taken across it."
    ),
    "Observation.note": "A remark on the figure; it also tells that a surprising figure was looked at.",
    "Observation.interval": "The interval [low, high] within which the source says the figure lies.",
    "Observation.confidence": "The confidence of the interval in percent, such as 95.",
    "Observation.quality": "low, where the source calls the figure of low reliability; suppressed, where it "
    "prints none: then value is left out, and the gap has its reason.",
    "Observation.of": "What the figure is a share of, such as the number of people asked.",
    "Denominator.value": "How much or how many that is.",
    "Denominator.unit": "Its unit, a word of the list units in vocabulary.yaml.",
    "Observation.footnote": "The footnote of the source to this figure.",
    "Observation.published": (
        "When this figure was published, where it was not with its source; it beats the day of the source."
    ),
    "Observation.draft": "true for a figure that nobody has reviewed yet; it is not counted.",
    "Baseline.period": "The period of the baseline.",
    "Baseline.value": "The figure of the baseline; left out where the period has an observation.",
    "Baseline.source": "The document that states the figure.",
    "Baseline.at": "Where in the source it stands.",
    "Baseline.as_printed": "The figure as the source prints it.",
    "Baseline.note": "Why this baseline was chosen.",
    "Measure.unit": "The unit, a word of the list units in vocabulary.yaml.",
    "Measure.definition": "What exactly is counted.",
    "Measure.frequency": (
        "How often a figure is to be expected: day, month, quarter, half-year, year, two-years to "
        "five-years, irregular."
    ),
    "Measure.rank_of": "For a rank: how many are ranked. Lower is better.",
    "Measure.proxy": "What the quantity stands in for, where it is only close to what was promised.",
    "Measure.bounds": "The natural limits [low, high], for example [0, 100] for a share.",
    "Measure.cumulative": "true for a running total since a start, which cannot fall.",
    "Measure.growth_rate": "true for growth rates, whose goal is read as an average over the years; "
    "one for every period, or for one alone, is held against the rates themselves.",
    "Measure.counts": (
        "What a figure over a span means: level (default), flow (money or pieces in the span), "
        "share_of_flow, running_total (since the start of the year), mean."
    ),
    "Measure.seasonal": "true where months or quarters differ by season: like is compared with like.",
    "Measure.wanted": "Where there is no goal: whether a rise or a fall is wanted.",
    "Measure.expected": "When the next figure is to be expected.",
    "Expected.every": (
        "How often a figure is published: day, month, quarter, half-year, year, two-years to five-years."
    ),
    "Expected.month": "The month of publication, 1 to 12, where figures come once a year or less often.",
    "Measure.calendar": (
        "The calendar of its years, a word of the list calendars in vocabulary.yaml; periods "
        "are then written as printed: 2024/25, 2024/25-Q1, 2024-T3."
    ),
    "Measure.window": (
        "The length of a moving window, such as 12 months; a period is then the month in "
        "which the window ends."
    ),
    "Measure.scale": (
        "For a rating: its words in order, the worst first, such as [low, medium, high]; figures and goals "
        "are then words of it. They are compared and never reckoned with."
    ),
    "Ambiguity.question": "What the sources leave open.",
    "Ambiguity.reading": "How it is read here, and why.",
    "Ambiguity.settled": "How sure the reading is: yes, probable, no.",
    "Ambiguity.source": (
        "The document the question is about, or that settles it. Where an unsettled question names a "
        "document of two rival figures (W015), `check --strict` lets their conflict pass."
    ),
    "StepRecord.state": "not_started, in_progress, done or dropped.",
    "StepRecord.on": "The day or period on which this was the state.",
    "StepRecord.note": "A remark on the record.",
    "Step.id": "A short name that no other step has.",
    "Step.title": "What is to be done, one text per language.",
    "Step.due": "The deadline as a period; left out where the source states none.",
    "Step.source": "The document that announced the step.",
    "Step.at": "Where in the source it stands.",
    "Step.as_printed": "The number or date as the source prints it.",
    "Step.note": "A remark on the step.",
    "Step.records": "What was known of the step and since when; the newest record known on the day counts.",
    "Breakdown.dimension": "By what the quantity is split; so far: region.",
    "Breakdown.period": "The period of all its figures.",
    "Breakdown.source": "The document with the figures.",
    "Breakdown.note": "What was selected and how it was measured.",
    "Breakdown.values": "One figure per region; they need not cover the whole country.",
    "AreaValue.area": "The name of the region, one text per language.",
    "AreaValue.value": "The figure in the unit of the measure.",
    "AreaValue.as_printed": "The figure as the source prints it.",
    "Source.id": "The name of the file without .yaml.",
    "Source.kind": "policy, statistics, report or press.",
    "Source.title": "The title of the document.",
    "Source.publisher": "Whose figures and promises it states, a word of the list bodies in vocabulary.yaml.",
    "Source.outlet": "Where it was read, if not with the publisher: a paper or site of the list bodies.",
    "Source.published": (
        "When it was published; what it says counts as known from the last day of this period "
        "on. unknown where nobody knows: then the day counts on which it was accessed."
    ),
    "Source.accessed": "The day on which it was read.",
    "Source.url": "The web address, http or https.",
    "Source.language": "The language in which it was read, for example vi.",
    "Source.original_language": "The language in which it was written, where it was read in translation.",
    "Source.translated": "machine or human, where a translation was read.",
    "Source.summary": "What it says, in own words.",
    "Source.reliability": "primary (the body's own text), secondary (a good report of it) or weak.",
    "Source.sha256": "The SHA-256 of the text as it was read, 64 digits.",
    "Source.article": "The file name of the article that the record was read from.",
    "Source.license": "Under which terms it may be used.",
    "Source.left_out": "Numbers of the article that are no data, each with a reason.",
    "LeftOut.figure": "The number as printed.",
    "LeftOut.at": "The paragraph in which it stands.",
    "LeftOut.reason": "Why it is no data.",
    "Vocabulary.title": "What the portfolio is called, one text per language.",
    "Vocabulary.about": "One sentence on the portfolio: what search engines and messengers show of the front "
    "page of the site, and the description of the data package.",
    "Vocabulary.time_zone": "Whose day it is: an IANA name such as Asia/Ho_Chi_Minh or Europe/Oslo; "
    "left out, that of the machine.",
    "Vocabulary.site": "The address under which the dashboard is published as files; links in exports and "
    "citations lead there.",
    "Vocabulary.logo": "A picture of the office: the name of a PNG file that lies beside vocabulary.yaml.",
    "Vocabulary.accent": "The colour of the office, in quotes: # and six digits, such as '#0a4b78'.",
    "Vocabulary.headline": "The targets that lead the front page, most important first.",
    "Vocabulary.assessment": "The house rule: by which method and cut-offs this portfolio is judged.",
    "HouseRule.method": "linear_pace (default), eurostat_cagr, recent_projection or acceleration_factor.",
    "HouseRule.cut_offs": "The cut-offs of the method, on its own scale; left out, the published ones.",
    "HouseRule.enough": "The share of the time before which two figures are too early for a verdict; 0.15.",
    "CutOffs.on_track": "The ratio from which on a goal is on track; a factor: the largest.",
    "CutOffs.slightly_off_track": (
        "The ratio from which on it is slightly off track; a factor: the first too large."
    ),
    "CutOffs.well_off_track": "The ratio from which on it is well off track and not moving away; 0.",
    "Vocabulary.units": "The units, by the word that measures use.",
    "Vocabulary.themes": "The themes, by the name of their folder below targets.",
    "Vocabulary.bodies": "Ministries, agencies and publishers, by the word that files use.",
    "Vocabulary.calendars": (
        "Years that do not begin in January, and years cut into parts such as school terms, "
        "by the word that measures use."
    ),
    "Vocabulary.dimensions": (
        "What quantities are split by, with the members of each, by the words that series use."
    ),
    "Vocabulary.scales": (
        "The scales on which bodies rate their own targets, by the words that statements use."
    ),
    "Unit.title": "The name of the unit, one text per language.",
    "Unit.symbol": "What is written behind a number.",
    "Unit.singular": "What is written behind the number 1, such as law where the symbol is laws.",
    "Unit.decimals": "How many decimals are shown.",
    "Unit.exact": "true for what is counted piece by piece, such as laws: no verdict hangs on rounding.",
    "Unit.base": "The unit of this list that this one is a multiple of.",
    "Unit.factor": "How many of the base unit it is.",
    "Theme.title": "The name of the theme, one text per language.",
    "Theme.order": "Its place among the themes; smaller comes first.",
    "Body.title": "The full name, one text per language.",
    "Body.short": "The short name.",
    "Body.url": "The web address, http or https.",
    "Calendar.title": "The name of the calendar, one text per language.",
    "Calendar.starts": (
        "The month in which its year begins, such as 04; 2024/25 then runs from April 2024 to March 2025."
    ),
    "Calendar.parts": "Named parts of a year with first and last month, such as T1: 02/04.",
    "MemberSeries.of": (
        "Of which members the series is, by dimension, for example {sex: female, age: 15-24}."
    ),
    "MemberSeries.goals": "The goals of the series, or the word same for those of the target.",
    "MemberSeries.note": "A remark on the series.",
    "Dimension.title": "The name of the dimension, one text per language.",
    "Dimension.members": "Its members, by the word that series use.",
    "Member.title": "The name of the member, one text per language.",
    "Elsewhere.file": (
        "The CSV file beside this one that holds the figures: a line of heads, then one figure a row."
    ),
    "Elsewhere.from": "The id of another indicator whose figures count here as well.",
    "Relative.change": (
        "How far from the figure of the period: -50 % is a share of it, -15 points a "
        "difference in percentage points, -50000 an amount."
    ),
    "Relative.times": "How many times the figure of the period.",
    "Relative.of": "The period whose figure the goal is counted from, as known on the day.",
    "Statement.for": "The period that the statement is about.",
    "Statement.says": "What is said, in its words; with a scale one of the words of the scale.",
    "Statement.scale": "The scale, a word of the list scales in vocabulary.yaml; left out for prose.",
    "Statement.note": "A remark on the statement.",
    "Related.target": "The id of the other target.",
    "Related.why": "Why it comes close.",
    "NextStep.what": "What is to happen.",
    "NextStep.who": "The body that is to do it.",
    "NextStep.by": "By when, as a period.",
    "NextStep.source": "The document that says so.",
    "NextStep.at": "Where in the source it stands.",
    "NextStep.ours": "true for a note of this office, which no document says.",
    "Projection.by": "The body that expects it.",
    "Projection.points": "Its values by period.",
    "PathPoint.period": "The period by whose end the value is wanted or expected.",
    "PathPoint.value": "The value in the unit of the measure.",
    "RequiredPath.points": "The values on the way, by period.",
    "Scale.title": "The name of the scale, one text per language.",
    "Scale.words": "Its words, the worst first, one text per language each.",
}
