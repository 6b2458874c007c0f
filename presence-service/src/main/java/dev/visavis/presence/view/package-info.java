/// A user's presence, and its visibility to other users.
@NullMarked
package dev.visavis.presence.view;

import org.jspecify.annotations.NullMarked;
