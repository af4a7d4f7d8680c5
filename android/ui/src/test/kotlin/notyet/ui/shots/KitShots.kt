package notyet.ui.shots

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import notyet.ui.generated.Icons
import notyet.ui.generated.Size
import notyet.ui.parts.Back
import notyet.ui.parts.Banner
import notyet.ui.parts.CameraButton
import notyet.ui.parts.Card
import notyet.ui.parts.CardHead
import notyet.ui.parts.ChipLines
import notyet.ui.parts.Choice
import notyet.ui.parts.Drawing
import notyet.ui.parts.Empty
import notyet.ui.parts.Field
import notyet.ui.parts.Hair
import notyet.ui.parts.Header
import notyet.ui.parts.LevelOption
import notyet.ui.parts.LevelPicker
import notyet.ui.parts.NavFrame
import notyet.ui.parts.NavItem
import notyet.ui.parts.OutcomeHead
import notyet.ui.parts.PersonRow
import notyet.ui.parts.PhotoRef
import notyet.ui.parts.PhotoStrip
import notyet.ui.parts.PickerWords
import notyet.ui.parts.Place
import notyet.ui.parts.Places
import notyet.ui.parts.PrimaryButton
import notyet.ui.parts.SecondButton
import notyet.ui.parts.Sheet
import notyet.ui.parts.Sign
import notyet.ui.parts.SignState
import notyet.ui.parts.UndoBar
import notyet.ui.parts.Waiting
import notyet.ui.parts.WordButton
import notyet.ui.samples.School
import notyet.ui.theme.Look

/** The parts on one sheet each, so that a change to one is seen beside the others. */
object KitShots {
    val sheets: List<Pair<String, @Composable () -> Unit>> = listOf(
        "signs" to { Signs() },
        "capture" to { Capture() },
        "rows" to { Rows() },
        "words" to { Words() },
        "empty" to { Ground { Empty("No work here yet", "Add a photo of your work to begin.", action = "Add a photo") } },
        "desk" to { Ground { Empty("Everyone is here", "Pick a student to begin.", drawing = Drawing.Desk) } },
        "cloud" to
            {
                Ground {
                    Empty("The server is not there", "Your work is safe on this tablet.", drawing = Drawing.Cloud, action = "Try again")
                }
            },
        "sheet" to {
            Sheet(true, "Choose an outcome", "Close", {}) { Rows() }
        },
        "waiting" to { Ground { Waiting("Opening your class") } },
        "nav" to {
            NavFrame(
                listOf(NavItem(Icons.home, "Home"), NavItem(Icons.flag, "Outcomes"), NavItem(Icons.cloudUpload, "Sync")),
                0,
                {},
            ) { Rows() }
        },
    )
}

@Composable
private fun Ground(content: @Composable () -> Unit) {
    Column(
        Modifier.fillMaxSize().background(Look.colours.surface).padding(16.dp),
        verticalArrangement = Arrangement.spacedBy(12.dp),
    ) { content() }
}

private val scales = listOf(3 to 1, 4 to 2, 5 to 3, 7 to 6, 5 to 2)

@OptIn(ExperimentalLayoutApi::class)
@Composable
private fun Signs() = Ground {
    for (size in listOf(Size.signInline, Size.signRow, Size.signHead)) {
        for ((levels, mastery) in scales) {
            Row(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalAlignment = Alignment.CenterVertically) {
                Sign(SignState(null, mastery, levels), size = size)
                for (level in 0 until levels) Sign(SignState(level, mastery, levels), size = size)
            }
        }
        Row(horizontalArrangement = Arrangement.spacedBy(8.dp)) {
            for (level in 0 until 4) Sign(SignState(level, 2, 4, practiceOnly = true), size = size)
        }
    }
    Row { for (level in listOf(null, 0, 1, 2)) Sign(SignState(level, 2, 4), size = Size.signEmpty) }
}

val pickerWords = PickerWords("Level", "Next:", "Read the rubric", "Close")
val levelOptions = listOf(
    LevelOption(
        SignState(0, 2, 4),
        "Not yet",
        "I say what I think. I am starting to look for parts of the text that fit.",
        "Choosing: I say what I think.",
    ),
    LevelOption(SignState(1, 2, 4), "Approaching", "I use one piece of evidence that fits my claim.", "Choosing: one piece."),
    LevelOption(SignState(2, 2, 4), "Demonstrating", "I use two or more pieces of evidence that fit my claim.", "Choosing: two or more."),
    LevelOption(
        SignState(3, 2, 4),
        "Exceeding",
        "I choose the strongest evidence from more than one source and say why.",
        "Choosing: strongest.",
    ),
)

@Composable
private fun Capture() = Ground {
    Header("Amara O.", back = Back("Today") {}, trailing = { WordButton("Next", {}) })
    Choice(listOf("Practice", "At-bat"), 0, {}, "Kind", least = Size.captureTarget)
    Choice(listOf("Alone", "With help"), 1, {}, "Help", least = Size.captureTarget)
    LevelPicker(levelOptions, 1, {}, pickerWords)
    ChipLines(
        listOf(
            "You chose evidence that fits",
            "Say who wrote it",
            "Clear claim",
            "Add a second piece",
            "Explain how it helps",
            "Use a quotation for each claim",
            "One more",
        ),
        setOf(2),
        "More",
        {
        },
    )
    UndoBar("Saved", "Undo", {})
}

@Composable
private fun Rows() = Ground {
    Banner(Icons.cloudOff, "3 not sent yet. Safe on this tablet.", action = "See")
    School.names.forEachIndexed { i, name ->
        PersonRow(
            name,
            name.take(2),
            if (i ==
                2
            ) {
                "Asks: what does relevant mean?"
            } else {
                "Nothing open"
            },
            chosen = i == 1,
            trailing = { Sign(SignState(i % 4, 2, 4)) },
        ) {}
        Hair()
    }
}

@Composable
private fun Words() = Ground {
    OutcomeHead(
        SignState(2, 2, 4),
        "Demonstrating",
        "I can back up a claim with evidence and explain how it helps.",
        "I can do it",
        "The ring closes as you learn.",
    )
    Places(
        listOf(
            Place(SignState(1, 2, 4), "Letter or essay", "12 Nov", "x"),
            Place(SignState(2, 2, 4), "Debate", "3 Dec", "y"),
        ),
        "Open",
        SignState(null, 2, 4),
    )
    Field("", {}, "Class code")
    Field("Use a quotation for each claim", {}, "Next step", readers = "Amara reads this.")
    Field("7BXQ", {}, "Class code", problem = "That code did not open the class. Check each letter with your teacher.")
    PhotoStrip(listOf(PhotoRef("1", "12 Nov", "photo"), PhotoRef("2", "3 Dec", "photo")))
    Card {
        CardHead("Next step agreed on 12 Nov")
        Text("Use a quotation for each claim", style = Look.type.body)
    }
    Row(horizontalArrangement = Arrangement.spacedBy(8.dp)) {
        PrimaryButton("Add a photo", {}, icon = Icons.photoCamera)
        SecondButton("Try again", {})
        CameraButton(Icons.photoCamera, "Camera", {})
    }
    for (word in School.names.chunked(4)) Text(word.joinToString(" · "), style = Look.type.body)
    for (word in School.levelWords.chunked(4)) Text(word.joinToString(" · "), style = Look.type.label)
}
