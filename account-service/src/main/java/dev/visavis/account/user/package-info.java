/// Who a user is: the account, its rules, and how accounts are kept and found.
@NullMarked
package dev.visavis.account.user;

import org.jspecify.annotations.NullMarked;
