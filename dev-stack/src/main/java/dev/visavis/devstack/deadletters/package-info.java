/// Records that no service could process: what they are, and how they are written again.
@NullMarked
package dev.visavis.devstack.deadletters;

import org.jspecify.annotations.NullMarked;
