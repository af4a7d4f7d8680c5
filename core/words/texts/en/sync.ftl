### Sync: what waits, what was refused, and what to do.

sync-title = Sync
sync-all-sent = Everything is sent.
sync-not-sent = { $count ->
    [one] 1 not sent yet. It is safe on this { $device ->
        [tablet] tablet
       *[phone] phone
    }.
   *[other] { $count } not sent yet. They are safe on this { $device ->
        [tablet] tablet
       *[phone] phone
    }.
}
salvaged-banner = Damaged data was set aside. See what was saved.
salvaged-read = I have read it
salvaged-saved = Damaged data was set aside. Saved from it: records { $records }, photos { $photos }.
salvaged-whole = The rest comes again from the school's server.
salvaged-part = Some of it cannot be read. What the server has comes again.
sync-refused-banner = { $count ->
    [one] The school's server did not take 1 record.
   *[other] The school's server did not take { $count } records.
}
sync-signed-out-banner = The school's server does not know this device. Your work is kept.
sync-status-sending = Sending
sync-status-last = Last contact at { $time }
sync-status-never = No contact yet
sync-status-offline = No network. The next try comes by itself.
sync-status-server-full = The school's server is full. Tell the office. Your work is kept.
sync-status-device-full = This device is full. Free some space. Your work is kept.
sync-status-signed-out = This device is signed out. Your work is kept. Ask the office.
sync-status-update = The app and the server are of different versions. Update the app.
sync-fetching = Fetching: { $done } of { $all }
sync-try-now = Try now
sync-queue = Not sent yet
sync-refused = Not taken
sync-reason-held = Until you leave this student
sync-reason-held-own = Until you leave this page
sync-reason-network = Until there is a network
sync-reason-sending = Next in line
sync-reason-photo = It follows its record
sync-reason-wifi = Until there is Wi-Fi, or you try now
sync-photo-unreadable = This photo, voice note or file cannot be read any more. Add it again.
sync-item-judgement = { -Level } for { $name }: { $outcome }
sync-item-evidence = Photo for { $name }: { $outcome }
sync-item-feedback = Feedback for { $name }: { $outcome }
sync-item-rewording = Own words of { $name }
sync-item-retraction = Taken back for { $name }
sync-item-photo = { $count ->
    [one] 1 photo, voice note or file
   *[other] { $count } photos, voice notes and files
}
sync-item-other = A record for { $name }

## Why something was not taken, and what to do

refused-not_you = Another person is signed in. Ask the office.
refused-not_your_class = You have left this class. Ask the office.
refused-not_this_student = This student is not in your class now. Ask the office.
refused-not_your_role = Your role does not write this. Ask the office.
refused-not_your_lane = This belongs to another person's part.
refused-bad_reference = It names something that is not there. Record it again.
refused-malformed = The server cannot read it. Update the app.
refused-kind_unknown = It waits for a newer server.
refused-id_reused = It was recorded before in other words. Record it again.
refused-blob = The photo, voice note or file did not arrive. Add it again.
refused-too_large = It is larger than the server takes.
refused-receipt = The school's server never had it. Record it again.
refused-erased = This student's record was erased. Nothing about them is kept.
