### Changing a photo before it is saved. Left and right are the photo's own, in every language.

markup-title = Edit the photo
markup-open = Edit this photo
markup-open-work = Draw on this photo
markup-drawn = Drawn on for this feedback
markup-remove-drawn = Remove this drawing
markup-crop = Crop
markup-crop-hint = Drag over what stays. Or cut one edge a little.
markup-cut-left = Cut left
markup-cut-right = Cut right
markup-cut-top = Cut top
markup-cut-bottom = Cut bottom
markup-turn = Turn
markup-draw = Draw
markup-draw-hint = Draw with a finger. Or ring one part.
markup-ring-top-left = Ring top left
markup-ring-top-right = Ring top right
markup-ring-bottom-left = Ring bottom left
markup-ring-bottom-right = Ring bottom right
markup-blur = Blur
markup-blur-hint = Rub over what nobody may see. Or blur one part.
markup-blur-top-left = Blur top left
markup-blur-top-right = Blur top right
markup-blur-bottom-left = Blur bottom left
markup-blur-bottom-right = Blur bottom right
markup-pen-orange = Orange
markup-pen-teal = Teal
markup-pen-dark = Dark
markup-pen-white = White
markup-nib-fine = Fine
markup-nib-medium = Medium
markup-nib-broad = Broad
markup-done = Done
markup-spoken = { $count ->
    [0] Photo without changes
    [one] Photo with 1 change
   *[other] Photo with { $count } changes
}
