-- What may be handed on of whoever accepted a request, sealed. Of one that was accepted before, nothing is handed on.
ALTER TABLE delegation_requests ADD COLUMN approver_session TEXT;
