/// What a profile holds beside the account itself: contacts, blocks, revoked devices.
@NullMarked
package dev.visavis.account.profile;

import org.jspecify.annotations.NullMarked;
