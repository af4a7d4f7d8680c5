plugins {
    alias(libs.plugins.android.library)
    alias(libs.plugins.kotlin.android)
}

android {
    namespace = "notyet.bindings"
    compileSdk = 35
    defaultConfig { minSdk = 28 }
    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_17
        targetCompatibility = JavaVersion.VERSION_17
    }
    kotlinOptions { jvmTarget = "17" }
    // Written by cargo ndk, one folder for each kind of processor.
    sourceSets["main"].jniLibs.srcDir(rootProject.file("../target/jniLibs"))
}

dependencies {
    // The AAR holds JNA's own library for each processor.
    api(variantOf(libs.jna) { artifactType("aar") })
    api(libs.coroutines.core)
}
