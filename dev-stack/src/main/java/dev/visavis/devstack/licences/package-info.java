/// Which libraries our processes are made of, and under which licences.
@NullMarked
package dev.visavis.devstack.licences;

import org.jspecify.annotations.NullMarked;
