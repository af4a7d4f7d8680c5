// The device build. It needs Google's repository and the Android SDK, so it is not run where the Maven build runs; it compiles the
// same folders of sources. See docs/how-to/build-for-a-device.md.
pluginManagement {
    repositories {
        google()
        mavenCentral()
        gradlePluginPortal()
    }
}

dependencyResolutionManagement {
    repositoriesMode.set(RepositoriesMode.FAIL_ON_PROJECT_REPOS)
    repositories {
        google()
        mavenCentral()
    }
}

rootProject.name = "notyet"
include(":bindings", ":client", ":ui", ":app")
