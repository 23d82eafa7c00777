/** Detection at work: follows the events as they are stored, keeps what it finds, and says how it stands. */
package vn.khue.audit.app.detection;
