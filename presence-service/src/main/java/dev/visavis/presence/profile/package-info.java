/// Profiles and blocks, for the gateways to read.
@NullMarked
package dev.visavis.presence.profile;

import org.jspecify.annotations.NullMarked;
