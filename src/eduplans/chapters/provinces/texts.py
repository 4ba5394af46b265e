"""What each section says of its data and its method, before it shows results."""

KNOWN = """\
## What is known, and how

**Spending includes higher education; pupils here do not.** The tables print education funds of a province for all
levels together. Pupils are those of primary schools (小学), junior secondary schools (初中), general senior secondary
schools (普通高中) and secondary vocational schools (中等职业学校); the tables have no students of universities and no
children in kindergartens as numbers of persons. Spending per pupil is therefore too high everywhere, and most where
universities are many (Beijing, Shanghai, Tianjin). Effects of provinces take out what stays the same share over time;
what changes in that share stays in.

Money becomes real by the province's own consumer price index, at prices of the last year in each province: price
*levels* of provinces are not compared. An empty cell is *not reported*. It is not zero, and nothing is interpolated."""

FOLLOWS = """\
## Does money follow pupils?

Three regressions ask the same question. With S real spending, N pupils, province i, year t:

> levels with two-way fixed effects: ln S(i,t) = a(i) + d(t) + b ln N(i,t) + e(i,t)
>
> yearly differences: Δln S(i,t) = d(t) + b Δln N(i,t) + e(i,t)
>
> long difference: ln S(i,T) − ln S(i,0) = a + b [ln N(i,T) − ln N(i,0)] + e(i)

b = 1 is money in proportion to pupils, b = 0 money that does not follow them. The years of one province resemble each
other, so errors are *clustered* by province. Thirty-one clusters of unequal size are few: the usual clustered errors
(CR1) then make intervals too short. The remedies are shown side by side: CR2 errors with Bell and McCaffrey's degrees
of freedom, CR3 (the jackknife over provinces), and the restricted wild cluster bootstrap with Webb's weights, whose
interval holds the values of b that it does not reject. The chapter on methods shows how often each covers in samples
like these.
"""

GROWING = """\
## Growing and shrinking enrolment

Where pupils become fewer, classes and teachers do not go at once: money may stay. The table sorts provinces by how
their pupils moved; then one line with a kink at zero gives one slope for growing and one for shrinking enrolment,

> Δln S(i,t) = d(t) + b Δln N(i,t) + c Δln N(i,t) [Δln N(i,t) < 0] + e(i,t)

with slope b where pupils grow and b + c where they shrink. The Wald test, and the wild bootstrap of the same test, ask
whether c = 0."""

ALIKE = """\
## Do provinces become more alike?

*Beta convergence*: provinces that spent less per pupil grow faster,

> [ln y(i,T) − ln y(i,0)] / T = a + β' ln y(i,0) + e(i),  speed = −ln(1 + β' T) / T,  half-life = ln 2 / speed

*Sigma convergence*: the dispersion among provinces falls. The first does not imply the second: provinces may trade
places, and an error in the first year's figure alone makes it look as if those behind catch up. So both are shown."""

INEQUALITY = """\
## Inequality between and within regions

Theil's index weighs every pupil alike. With p(i) the province's share of pupils and r(i) its spending per pupil over
the national mean,

> T = Σ p(i) r(i) ln r(i) = between regions + within regions, exactly

Regions are the four of the National Bureau of Statistics (2011): east 东部, central 中部, west 西部, north-east 东北.
"""
