/// Where a user is, and who may see it.
@NullMarked
package dev.visavis.presence.view;

import org.jspecify.annotations.NullMarked;
