/// The profiles and blocks that gateways read.
@NullMarked
package dev.visavis.presence.profile;

import org.jspecify.annotations.NullMarked;
