/// Decides which users are speaking, and which voices a device gets. Pure.
@NullMarked
package dev.visavis.media.speakers;

import org.jspecify.annotations.NullMarked;
