### Who is using this device: profiles, PINs, signing out.

picker-title = Who is using this { $device ->
    [tablet] tablet
   *[phone] phone
}?
picker-join = Someone else
picker-back = All names
picker-waits = { $count ->
    [one] 1 thing waits for { $name }
   *[other] { $count } things wait for { $name }
}
pin-title = PIN
pin-open = Open
pin-forgotten = I forgot my PIN
pin-change = Change my PIN
pin-set = Set a PIN
pin-now = PIN now
pin-new = New PIN
pin-changed = Your new PIN counts from now on.
forgotten-title = A new PIN
forgotten-code = Ask your teacher for the class code. Staff ask the office.
forgotten-same = Join again with it. You find everything again, under a new PIN.
forgotten-join = Join again
naming-title = Which name may this { $device ->
    [tablet] tablet
   *[phone] phone
} show?
naming-name = Name
naming-readers = Everyone who holds this { $device ->
    [tablet] tablet
   *[phone] phone
} reads it.
naming-pin-tablet = A PIN keeps your screens to you. Use 4 to 12 digits.
naming-pin-phone = A PIN keeps your screens to you. Use 4 to 12 digits, or none.
naming-again = PIN once more
naming-go = Go on
nav-more = More
nav-me = Me
me-name = Shown as
me-lock = Lock now
me-lock-after = Locks after
me-lock-by-itself = It also locks when you leave the app.
me-minutes = { $minutes } min
me-sign-out = Sign out of this { $device ->
    [tablet] tablet
   *[phone] phone
}
sign-out-title = Sign out of this { $device ->
    [tablet] tablet
   *[phone] phone
}?
sign-out-goes = What the school's server has goes from this { $device ->
    [tablet] tablet
   *[phone] phone
} at once.
sign-out-left = { $count ->
    [one] 1 thing is not sent yet. It stays sealed, goes out by itself, then goes too.
   *[other] { $count } things are not sent yet. They stay sealed, go out by themselves, then go too.
}
sign-out-final = This cannot be taken back. Your record stays with the school.
sign-out-confirm = Sign out
sign-out-sealed = Sign out, leave it sealed
sign-out-wait = Wait until it is sent
error-locked = This is locked. Type your PIN.
error-pin-needed = Type your PIN.
error-pin-wrong = That is another PIN. Check each digit.
error-pin-now-wrong = That is not the PIN now. Check each digit.
error-pin-now-shape = Type the PIN that you have now.
error-pin-sign-in = No PIN opens this now. Join again with a code from school. Your work is kept.
error-pin-none = Handing over needs a PIN. Join again to choose one.
error-pin-shape = A PIN has 4 to 12 digits.
error-pin-easy = That PIN is easy to guess. Choose another.
error-wait-seconds = Wait { $seconds } s, then try again.
error-wait-minutes = Wait { $minutes } min, then try again.
error-lease-over = No contact with the school for { $days } days. Connect, then try again. Your work is kept.
error-lease-ended = No contact with the school for { $days } days. Join again. What was not sent is kept.
error-name-taken = Someone here has that name. Add a letter.
error-name-too-long-to-show = That name is too long to show. Use at most 30 letters.
error-pin-again-differs = The two PINs differ. Type the second one again.
