plugins {
    alias(libs.plugins.android.library)
    alias(libs.plugins.kotlin.android)
    alias(libs.plugins.kotlin.compose)
}

android {
    namespace = "notyet.ui.resources"
    compileSdk = 35
    defaultConfig { minSdk = 28 }
    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_17
        targetCompatibility = JavaVersion.VERSION_17
    }
    kotlinOptions { jvmTarget = "17" }
    buildFeatures { compose = true }
    // Its tests need Skia and run on the JVM, by Maven; the type in src/main/resources is for that host and the pictures alone.
    sourceSets["test"].setRoot("src/none")
    sourceSets["main"].resources.setSrcDirs(emptyList<String>())
}

dependencies {
    api(project(":client"))
    api(libs.compose.runtime)
    api(libs.compose.foundation)
    api(libs.compose.ui)
    api(libs.compose.material3)
}
