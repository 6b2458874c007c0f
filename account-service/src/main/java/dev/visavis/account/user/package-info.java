/// A user's account: its rules, and how accounts are stored and found.
@NullMarked
package dev.visavis.account.user;

import org.jspecify.annotations.NullMarked;
