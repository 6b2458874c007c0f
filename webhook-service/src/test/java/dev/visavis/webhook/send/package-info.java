@NullMarked
package dev.visavis.webhook.send;

import org.jspecify.annotations.NullMarked;
