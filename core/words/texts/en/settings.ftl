### Settings: language, the hand that holds the device, motion.

settings-title = Settings
settings-language = Language
settings-language-device = Same as this { $device ->
    [tablet] tablet
   *[phone] phone
}
settings-language-unread = A machine made this translation. No speaker has read it yet.
settings-hand = I hold it
settings-hand-left = Left
settings-hand-right = Right
settings-hand-table = On the table
settings-hand-note = { -Levels }, camera and Next stand at that hand.
settings-motion = Motion
settings-motion-usual = Usual
settings-motion-less = Less
settings-kept = This stays on this { $device ->
    [tablet] tablet
   *[phone] phone
}, for you alone.
