### What a school may call otherwise. Its own words, where it has set some, take the place of these in every text.

-outcome = outcome
-outcomes = outcomes
-the-outcome = the outcome
-Outcome = Outcome
-Outcomes = Outcomes
-level = level
-levels = levels
-the-level = the level
-Level = Level
-Levels = Levels
-The-level = The level

## The levels of the scale that a school has as long as it sets none

scale-1 = Not yet
scale-1-plain = I am starting
scale-2 = Approaching
scale-2-plain = I am getting there
scale-3 = Demonstrating
scale-3-plain = I can do it
scale-4 = Exceeding
scale-4-plain = I can go further
