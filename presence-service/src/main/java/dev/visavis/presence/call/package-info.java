/// Who is in which call; devices that a ring missed; glare.
@NullMarked
package dev.visavis.presence.call;

import org.jspecify.annotations.NullMarked;
