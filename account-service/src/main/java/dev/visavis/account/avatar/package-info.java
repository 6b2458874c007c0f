/// Pictures of users: checked, scaled down and stored.
@NullMarked
package dev.visavis.account.avatar;

import org.jspecify.annotations.NullMarked;
