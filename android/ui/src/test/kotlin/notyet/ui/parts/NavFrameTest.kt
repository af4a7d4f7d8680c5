package notyet.ui.parts

import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.requiredSize
import androidx.compose.material3.Text
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.junit4.createComposeRule
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.unit.dp
import notyet.ui.generated.Icons
import org.junit.Rule
import org.junit.Test

class NavFrameTest {
    @get:Rule
    val rule = createComposeRule()

    @Test
    fun the_screens_remember_what_they_did_while_rail_and_bar_go_and_come() {
        var items by mutableStateOf(ITEMS)
        var width by mutableStateOf(1000.dp)
        var begun = 0
        rule.show(width = 1000.dp) {
            Box(Modifier.requiredSize(width, 600.dp)) {
                NavFrame(items, 0, {}) { Text("Begun ${remember { ++begun }}") }
            }
        }
        for (next in listOf(emptyList(), ITEMS)) {
            rule.runOnIdle { items = next }
            rule.onNodeWithText("Begun 1").assertIsDisplayed()
        }
        // A tablet is turned, or its screen is split.
        for (next in listOf(411.dp, 700.dp)) {
            rule.runOnIdle { width = next }
            rule.onNodeWithText("Begun 1").assertIsDisplayed()
        }
    }

    private companion object {
        val ITEMS = listOf(NavItem(Icons.today, "Today"), NavItem(Icons.cloudUpload, "Sync"))
    }
}
