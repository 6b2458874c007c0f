/// Fakes of what media-service talks to, and a loop on virtual time.
@NullMarked
package dev.visavis.media.support;

import org.jspecify.annotations.NullMarked;
