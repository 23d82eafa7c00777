/** What happens to accounts without a file: summer sleep and waking, leaving and erasing by the policy's days. */
package vn.khue.roster.lifecycle;
