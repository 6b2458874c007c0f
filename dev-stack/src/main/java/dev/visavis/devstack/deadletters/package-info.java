/// Reads, shows and replays dead letters.
@NullMarked
package dev.visavis.devstack.deadletters;

import org.jspecify.annotations.NullMarked;
