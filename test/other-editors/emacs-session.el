;;; A session of Emacs with the recipe of the README: each step's value or error, as JSON, in the file that the
;;; environment names.  -*- lexical-binding: t -*-

(require 'json)
(require 'xref)

(defvar outcomes nil)
;; Nobody is there to be asked, and what is done is to be done when the step ends.
(setq eglot-sync-connect t
      eglot-confirm-server-initiated-edits nil
      eglot-confirm-server-edits nil
      last-nonmenu-event ?x)

(defmacro step (name &rest body)
  "Does BODY as the step NAME."
  `(push (cons ,name (condition-case failure
                         (list (cons 'value (progn ,@body)))
                       (error (list (cons 'error (format "%S" failure))))))
         outcomes))

(defun wait-for (holds)
  "What HOLDS says once it says something; nil after ten seconds."
  (let ((end (+ (float-time) 10)) (value nil))
    (while (and (not (setq value (funcall holds))) (< (float-time) end))
      (accept-process-output nil 0.05))
    value))

(defun offered (prefix)
  "What completion offers at point for PREFIX."
  (vconcat (sort (mapcar #'substring-no-properties
                         (all-completions prefix (nth 2 (run-hook-with-args-until-success
                                                         'completion-at-point-functions))))
                 #'string<)))

(defun go (text)
  "Puts point behind the first TEXT."
  (goto-char (point-min))
  (search-forward text))

(defun whole-text () (buffer-substring-no-properties (point-min) (point-max)))

(find-file (getenv "LUCI_SCHEDULER_CONFIG"))
(step 'start
      (call-interactively #'eglot)
      (list (cons 'mode (symbol-name major-mode))
            (cons 'managed (and (eglot-managed-p) t))
            (cons 'comment comment-start)))
(step 'diagnostics
      (flymake-mode 1)
      (flymake-start)
      (wait-for #'flymake-diagnostics)
      (vconcat (mapcar (lambda (diagnostic)
                         (list (cons 'text (flymake-diagnostic-text diagnostic))
                               (cons 'marked (buffer-substring-no-properties
                                              (flymake-diagnostic-beg diagnostic)
                                              (flymake-diagnostic-end diagnostic)))))
                       (flymake-diagnostics))))
(step 'fix
      (go "every 5 minutes")
      (cl-letf (((symbol-function 'completing-read)
                 (lambda (_prompt choices &rest _)
                   (seq-find (lambda (title) (string-match-p "with 5m interval" title))
                             (mapcar (lambda (choice) (if (consp choice) (car choice) choice)) choices)))))
        (call-interactively #'eglot-code-actions))
      (whole-text))
(step 'complete
      (go "noop {}\n")
      (insert "  di\n")
      (backward-char)
      (prog1 (offered "di")
        (delete-region (line-beginning-position) (1+ (line-end-position)))
        ;; A server is told of edits when nothing else happens, which it never does here, and before the file is saved.
        (save-buffer)))
(step 'rename
      (go "id: \"night")
      (eglot-rename "hourly")
      (whole-text))
(step 'definition
      (go "triggers: \"hour")
      (mapcar (lambda (item) (xref-location-line (xref-item-location item)))
              (xref-backend-definitions 'eglot "hourly")))
(step 'format
      (go "  noop")
      (replace-match "      noop")
      (save-buffer)
      (eglot-format-buffer)
      (whole-text))
(step 'stop
      (let ((server (eglot-current-server)))
        (eglot-shutdown server)
        (list (cons 'alive (and (jsonrpc-running-p server) t)))))

(with-temp-file (getenv "LUCI_SCHEDULER_RESULTS")
  (insert (json-encode outcomes)))
