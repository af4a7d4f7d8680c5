### Texts that both a teacher's and a student's screens use. A text without arguments goes to the apps once, as
### part of a map; one with arguments is finished in the core, or by the app through `format`.

app-name = NotYet
action-undo = Undo
action-redo = Redo
action-see = See
action-try-again = Try again
action-cancel = Cancel
action-close = Close
action-show-more = Show more
nav-today = Today
nav-home = Home
nav-sync = Sync
sign-legend = The ring closes as you learn. Closed and full: you can do it.
waiting = One moment
photo-coming = On its way
photo-unreadable = This photo will not open.
date-short = { $day } { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}
date-month = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
date-long = { $weekday ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[7] Sunday
} { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
photo-of-day = Photo of { $day }
voice-of-day = Voice note of { $day }, { $seconds ->
    [one] 1 second
   *[other] { $seconds } seconds
}
voice-not-saved = Voice note, not saved yet, { $seconds ->
    [one] 1 second
   *[other] { $seconds } seconds
}

## A voice note

voice-note = Voice note
voice-hold = Hold to speak
voice-hold-hint = Or tap to start, and tap again to stop.
voice-start = Start recording
voice-stop = Stop recording
voice-recording = Recording
voice-listen = Listen
voice-listen-stop = Stop
voice-listen-first = Listen to it before you save.
voice-aloud = Out loud
voice-no-ear = No earpiece is here. Plug in headphones, or choose out loud.
voice-remove = Take it out
voice-put-back = Put the voice note back
voice-keep-again = Keep it again
voice-too-short = Hold it a little longer to speak.
voice-refused = The microphone is off for this app. Allow it in the settings. What you typed is kept.
voice-absent = No microphone is here. Use words or a photo.
voice-full = This device is full. Free some space, then record again.
voice-cut = The recording ended by itself. Record it again. What you typed is kept.
voice-silent = This voice note will not play here.

## A file

document-add = Add a file
document-lead = A PDF or plain text. Who reads this record reads all of it.
document-open = Open
document-remove = Take this file out
document-unopened = No app here opens this file.
document-pdf = PDF
document-text = Plain text
document-size = { $size } KB
document-of-day = { $kind } of { $day }, { $size ->
    [one] 1 kilobyte
   *[other] { $size } kilobytes
}
document-not-saved = { $kind }, not saved yet, { $size ->
    [one] 1 kilobyte
   *[other] { $size } kilobytes
}

## Join

join-title = Join your class
join-lead = Ask your teacher for the class code.
join-lead-staff = Ask your school's office for a staff code.
join-as-student = I learn here
join-as-teacher = I teach here
join-server = Address of your school's server
join-server-hint = For example http://192.168.1.20:8080
join-class-code = Class code
join-staff-code = Staff code
join-name = Your name
join-name-reader = Your teacher reads this name.
join-scan = Scan your teacher's code
join-scanned = The code is here. Type your name, then join.
join-go = Join
join-school-account = Use your school's account
join-matching = Your teacher matches your name. Stay near.
join-declined = Your teacher did not find your name. Ask, then try again.
join-expired = Nobody matched your name in time. Ask, then try again.
