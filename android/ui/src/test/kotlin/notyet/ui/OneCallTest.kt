package notyet.ui

import androidx.compose.ui.graphics.ImageBitmap
import androidx.compose.ui.test.junit4.createComposeRule
import kotlinx.coroutines.runBlocking
import notyet.client.CoreClient
import notyet.client.fake.FakeCoreClient
import notyet.client.fake.FakeProfilesClient
import notyet.core.Hand
import notyet.ui.parts.show
import notyet.ui.state.Deaf
import notyet.ui.state.Stage
import notyet.ui.state.TestSpeaker
import notyet.ui.state.Viewer
import notyet.ui.theme.Width
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import java.lang.reflect.Method
import java.lang.reflect.Proxy
import kotlin.coroutines.Continuation

/** The first screen of a student and of a teacher asks the core once, however much it shows. */
class OneCallTest {
    @get:Rule
    val rule = createComposeRule()

    private val stage = Stage()
    private val phone = FakeCoreClient(stage.server)
    private val asked = mutableListOf<String>()

    @Before
    fun join() {
        stage.teach()
        runBlocking {
            phone.joinWithClassCode(Stage.ADDRESS, stage.school.classCode, "Amara Okafor")
            stage.client.decideJoin(stage.client.today(null).joining.single().request, "amara")
        }
    }

    @After
    fun close() = stage.close()

    @Test
    fun today_is_one_call() {
        val (client, navigator) = counted(stage.client) to Navigator(Spot.Today)
        rule.show {
            TeacherScreens(client, FakeProfilesClient(), NoMachine, stage.scope, navigator, Width.Narrow, Hand.RIGHT, { _, _ -> })
        }
        rule.waitForIdle()
        assertEquals(listOf("today"), asked)
    }

    @Test
    fun home_is_one_call() {
        rule.show { StudentScreens(counted(phone), FakeProfilesClient(), NoMachine, stage.scope, Navigator(Spot.Home)) }
        rule.waitForIdle()
        assertEquals(listOf("home"), asked)
    }

    /** Writes down each call that waits for the core. */
    private fun counted(client: CoreClient): CoreClient {
        val handler = { _: Any, method: Method, arguments: Array<Any?>? ->
            if (arguments?.lastOrNull() is Continuation<*>) asked += method.name
            method.invoke(client, *arguments.orEmpty())
        }
        return Proxy.newProxyInstance(javaClass.classLoader, arrayOf(CoreClient::class.java), handler) as CoreClient
    }

    private object NoMachine : Machine {
        override suspend fun chooseDocument(): ByteArray? = null

        override val viewer = Viewer { false }

        override val microphone = Deaf

        override val speaker = TestSpeaker()

        override suspend fun takePhoto(): ByteArray? = null

        override suspend fun choosePhoto(): ByteArray? = null

        override suspend fun visit(page: String): String? = null

        override suspend fun decode(jpeg: ByteArray, wide: Int): ImageBitmap? = null
    }
}
