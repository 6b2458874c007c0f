/// Decides which users are speaking, and which voices a device gets. No I/O.
@NullMarked
package dev.visavis.media.speakers;

import org.jspecify.annotations.NullMarked;
