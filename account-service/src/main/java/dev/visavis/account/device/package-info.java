/// The devices of a user: what the log of devices says of them, and how one is revoked.
@NullMarked
package dev.visavis.account.device;

import org.jspecify.annotations.NullMarked;
