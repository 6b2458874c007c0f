/// Who a user is: the account, the public profile, and how people are found.
@NullMarked
package dev.visavis.account.user;

import org.jspecify.annotations.NullMarked;
