/** Second factors of who lost theirs: one officer asks, a second one approves. Who may is the gate's to say. */
package vn.khue.console.factor;
