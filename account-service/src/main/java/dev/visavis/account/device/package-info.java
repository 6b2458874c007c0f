/// The devices of a user, from the device log, and their revocation.
@NullMarked
package dev.visavis.account.device;

import org.jspecify.annotations.NullMarked;
