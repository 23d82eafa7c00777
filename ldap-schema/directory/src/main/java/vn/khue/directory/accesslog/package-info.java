/** What a server of the directory logged of its changes: who changed which entry and which attributes of it, never a value. */
package vn.khue.directory.accesslog;
