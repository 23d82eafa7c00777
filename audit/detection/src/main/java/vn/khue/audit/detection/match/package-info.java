/** What a rule asks of one event: expressions over its fields, tests of values in linear time. */
package vn.khue.audit.detection.match;
