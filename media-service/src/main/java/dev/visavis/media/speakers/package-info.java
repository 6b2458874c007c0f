/// Who is speaking, and whose voices a device gets. Pure.
@NullMarked
package dev.visavis.media.speakers;

import org.jspecify.annotations.NullMarked;
