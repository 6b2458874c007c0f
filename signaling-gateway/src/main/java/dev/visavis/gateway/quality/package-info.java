/// What devices report of the media of their calls: who may, how often, and where it goes.
@NullMarked
package dev.visavis.gateway.quality;

import org.jspecify.annotations.NullMarked;
