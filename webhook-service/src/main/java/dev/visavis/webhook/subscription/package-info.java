/// Who wants to hear of what, and where: the API of subscriptions.
@NullMarked
package dev.visavis.webhook.subscription;

import org.jspecify.annotations.NullMarked;
