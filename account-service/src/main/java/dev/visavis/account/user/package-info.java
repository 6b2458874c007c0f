/// User accounts: their rules, storage and search.
@NullMarked
package dev.visavis.account.user;

import org.jspecify.annotations.NullMarked;
