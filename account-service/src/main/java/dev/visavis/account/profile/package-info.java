/// The parts of a profile outside the account's row: contacts, blocks, revoked devices.
@NullMarked
package dev.visavis.account.profile;

import org.jspecify.annotations.NullMarked;
