### How a level is said beside its sign.

level-none = No work here yet
level-in-practice = In practice: { $level }
level-spoken = { $i-can } { $level }.
level-spoken-next = { $i-can } { $level }. Next: { $next }.
level-spoken-practice = { $i-can } In practice: { $level }. Not shown on your own yet.
level-spoken-none = { $i-can } No work here yet.
level-below = below { $level }
