--
-- PostgreSQL database dump
--

\restrict microtraining


SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: current_workspace(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.current_workspace() RETURNS text
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS $$
declare
  workspace text := current_setting('app.workspace', true);
begin
  if workspace is null or workspace = '' then
    raise exception 'no workspace is set in this transaction' using errcode = 'insufficient_privilege';
  end if;
  return workspace;
end
$$;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: answers; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.answers (
    workspace_id text DEFAULT public.current_workspace() NOT NULL,
    session_id uuid NOT NULL,
    member_id text NOT NULL,
    question text NOT NULL,
    late boolean NOT NULL,
    kind text NOT NULL,
    option_number integer,
    body text,
    rating integer,
    answered_at timestamp with time zone NOT NULL,
    ordered_at timestamp with time zone NOT NULL,
    starred boolean DEFAULT false NOT NULL,
    mark text DEFAULT "left"((gen_random_uuid())::text, 8) NOT NULL,
    CONSTRAINT answers_kind_check CHECK ((kind = ANY (ARRAY['choice'::text, 'text'::text, 'nothing'::text, 'rating'::text]))),
    CONSTRAINT answers_question_check CHECK ((question = ANY (ARRAY['warm-up'::text, 'confidence-before'::text, 'list'::text, 'check'::text, 'plan'::text, 'confidence-after'::text, 'usefulness'::text]))),
    CONSTRAINT answers_starred_check CHECK (((NOT starred) OR (question = 'list'::text))),
    CONSTRAINT answers_value_check CHECK ((((kind = 'choice'::text) = (option_number IS NOT NULL)) AND ((kind = 'text'::text) = (body IS NOT NULL)) AND ((kind = 'rating'::text) = (rating IS NOT NULL))))
);

ALTER TABLE ONLY public.answers FORCE ROW LEVEL SECURITY;


--
-- Name: beats; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.beats (
    singleton boolean DEFAULT true NOT NULL,
    beaten_at timestamp with time zone NOT NULL,
    previous_at timestamp with time zone,
    CONSTRAINT beats_singleton_check CHECK (singleton)
);


--
-- Name: channel_settings; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.channel_settings (
    workspace_id text DEFAULT public.current_workspace() NOT NULL,
    channel_id text NOT NULL,
    skip_dates jsonb NOT NULL,
    working_hours jsonb NOT NULL,
    style text NOT NULL,
    names boolean NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    names_since timestamp with time zone,
    planners text DEFAULT 'members'::text NOT NULL,
    leads text[] DEFAULT '{}'::text[] NOT NULL,
    outsiders boolean DEFAULT false NOT NULL,
    CONSTRAINT channel_settings_names_since_check CHECK ((names = (names_since IS NOT NULL))),
    CONSTRAINT channel_settings_planners_check CHECK ((planners = ANY (ARRAY['members'::text, 'leads'::text]))),
    CONSTRAINT channel_settings_style_check CHECK ((style = ANY (ARRAY['normal'::text, 'quiet'::text, 'loud'::text])))
);

ALTER TABLE ONLY public.channel_settings FORCE ROW LEVEL SECURITY;


--
-- Name: channels; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.channels (
    workspace_id text DEFAULT public.current_workspace() NOT NULL,
    id text NOT NULL,
    name text NOT NULL
);

ALTER TABLE ONLY public.channels FORCE ROW LEVEL SECURITY;


--
-- Name: deliveries; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.deliveries (
    workspace_id text DEFAULT public.current_workspace() NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    subject_kind text NOT NULL,
    subject_id uuid NOT NULL,
    kind text NOT NULL,
    recipient text NOT NULL,
    run integer NOT NULL,
    removal boolean DEFAULT false NOT NULL,
    removes uuid,
    after_kind text,
    priority integer NOT NULL,
    due_at timestamp with time zone NOT NULL,
    retry_at timestamp with time zone,
    state text DEFAULT 'planned'::text NOT NULL,
    attempt integer DEFAULT 0 NOT NULL,
    lease_until timestamp with time zone,
    withdrawn boolean DEFAULT false NOT NULL,
    reference jsonb,
    posted_at timestamp with time zone,
    closed_reason text,
    doubt_code text,
    doubted_at timestamp with time zone,
    destination jsonb,
    sent_at timestamp with time zone,
    doubt_cause text,
    look_at timestamp with time zone,
    empty_looks integer DEFAULT 0 NOT NULL,
    resends integer DEFAULT 0 NOT NULL,
    blind_resends integer DEFAULT 0 NOT NULL,
    watched_from timestamp with time zone,
    copies_removed integer DEFAULT 0 NOT NULL,
    longest_copy_ms integer DEFAULT 0 NOT NULL,
    CONSTRAINT deliveries_closed_check CHECK (((state = 'closed'::text) = (closed_reason IS NOT NULL))),
    CONSTRAINT deliveries_doubt_cause_check CHECK ((doubt_cause = ANY (ARRAY['answered'::text, 'cut-off'::text, 'owner-dead'::text]))),
    CONSTRAINT deliveries_doubt_check CHECK (((state <> 'unknown'::text) OR ((doubt_code IS NOT NULL) AND (doubted_at IS NOT NULL)))),
    CONSTRAINT deliveries_lease_check CHECK (((state = ANY (ARRAY['claimed'::text, 'sending'::text])) = (lease_until IS NOT NULL))),
    CONSTRAINT deliveries_posted_check CHECK (((state = 'posted'::text) = (posted_at IS NOT NULL))),
    CONSTRAINT deliveries_removal_check CHECK ((removal = (removes IS NOT NULL))),
    CONSTRAINT deliveries_resends_check CHECK ((blind_resends <= resends)),
    CONSTRAINT deliveries_sent_check CHECK (((destination IS NULL) = (sent_at IS NULL))),
    CONSTRAINT deliveries_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'claimed'::text, 'sending'::text, 'posted'::text, 'unknown'::text, 'closed'::text]))),
    CONSTRAINT deliveries_subject_kind_check CHECK ((subject_kind = ANY (ARRAY['series'::text, 'session'::text])))
);

ALTER TABLE ONLY public.deliveries FORCE ROW LEVEL SECURITY;


--
-- Name: drafts; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.drafts (
    workspace_id text DEFAULT public.current_workspace() NOT NULL,
    id uuid NOT NULL,
    channel_id text NOT NULL,
    member_id text NOT NULL,
    body jsonb NOT NULL,
    saved_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.drafts FORCE ROW LEVEL SECURITY;


--
-- Name: edits; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.edits (
    workspace_id text DEFAULT public.current_workspace() NOT NULL,
    delivery_id uuid NOT NULL,
    wanted_version integer DEFAULT 1 NOT NULL,
    shown_version integer DEFAULT 0 NOT NULL,
    due_at timestamp with time zone,
    claimed_due_at timestamp with time zone,
    shown_at timestamp with time zone,
    counter_edits integer DEFAULT 0 NOT NULL,
    state text DEFAULT 'idle'::text NOT NULL,
    attempt integer DEFAULT 0 NOT NULL,
    lease_until timestamp with time zone,
    retry_at timestamp with time zone,
    closed_reason text,
    CONSTRAINT edits_claimed_check CHECK ((((state = 'claimed'::text) = (lease_until IS NOT NULL)) AND ((state = 'claimed'::text) = (claimed_due_at IS NOT NULL)))),
    CONSTRAINT edits_closed_check CHECK (((closed_reason IS NULL) OR (due_at IS NULL))),
    CONSTRAINT edits_state_check CHECK ((state = ANY (ARRAY['idle'::text, 'claimed'::text]))),
    CONSTRAINT edits_version_check CHECK ((shown_version <= wanted_version))
);

ALTER TABLE ONLY public.edits FORCE ROW LEVEL SECURITY;


--
-- Name: inbox; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.inbox (
    workspace_id text DEFAULT public.current_workspace() NOT NULL,
    request_id text NOT NULL,
    received_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.inbox FORCE ROW LEVEL SECURITY;


--
-- Name: known_answers; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.known_answers (
    workspace_id text DEFAULT public.current_workspace() NOT NULL,
    id uuid NOT NULL,
    question_id uuid NOT NULL,
    member_id text NOT NULL,
    body text NOT NULL,
    named boolean NOT NULL,
    late boolean NOT NULL,
    known_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.known_answers FORCE ROW LEVEL SECURITY;


--
-- Name: members; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.members (
    workspace_id text DEFAULT public.current_workspace() NOT NULL,
    id text NOT NULL,
    name text NOT NULL,
    zone text NOT NULL
);

ALTER TABLE ONLY public.members FORCE ROW LEVEL SECURITY;


--
-- Name: outages; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.outages (
    from_at timestamp with time zone NOT NULL,
    to_at timestamp with time zone NOT NULL,
    CONSTRAINT outages_order_check CHECK ((from_at < to_at))
);


--
-- Name: parked_questions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.parked_questions (
    workspace_id text DEFAULT public.current_workspace() NOT NULL,
    id uuid NOT NULL,
    session_id uuid NOT NULL,
    member_id text,
    body text,
    parked_at timestamp with time zone NOT NULL,
    CONSTRAINT parked_questions_taken_back_check CHECK (((member_id IS NULL) = (body IS NULL)))
);

ALTER TABLE ONLY public.parked_questions FORCE ROW LEVEL SECURITY;


--
-- Name: participants; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.participants (
    workspace_id text DEFAULT public.current_workspace() NOT NULL,
    session_id uuid NOT NULL,
    member_id text NOT NULL,
    joined_at timestamp with time zone NOT NULL,
    left_at timestamp with time zone,
    said_at timestamp with time zone
);

ALTER TABLE ONLY public.participants FORCE ROW LEVEL SECURITY;


--
-- Name: recaps; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.recaps (
    workspace_id text DEFAULT public.current_workspace() NOT NULL,
    session_id uuid NOT NULL,
    released_at timestamp with time zone NOT NULL,
    participants integer NOT NULL,
    actual_minutes integer[] NOT NULL
);

ALTER TABLE ONLY public.recaps FORCE ROW LEVEL SECURITY;


--
-- Name: schema_migrations; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.schema_migrations (
    name text NOT NULL,
    checksum text NOT NULL
);


--
-- Name: series; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.series (
    workspace_id text DEFAULT public.current_workspace() NOT NULL,
    id uuid NOT NULL,
    channel_id text NOT NULL,
    kind text NOT NULL,
    title text NOT NULL,
    audience text,
    lead_id text NOT NULL,
    co_lead_id text,
    planned_by text NOT NULL,
    planned_at timestamp with time zone NOT NULL,
    zone text NOT NULL,
    cadence jsonb NOT NULL,
    status text NOT NULL,
    changed_by text,
    skip_dates jsonb NOT NULL,
    first_date date NOT NULL,
    local_time time without time zone NOT NULL,
    contents jsonb NOT NULL,
    interrupted text,
    interruptions integer DEFAULT 0 NOT NULL,
    CONSTRAINT series_contents_check CHECK (((kind = 'continuous'::text) = (jsonb_array_length(contents) > 0))),
    CONSTRAINT series_interrupted_check CHECK ((interrupted = ANY (ARRAY['lead-left'::text, 'bot-removed'::text, 'channel-archived'::text, 'channel-gone'::text]))),
    CONSTRAINT series_kind_check CHECK ((kind = ANY (ARRAY['single'::text, 'series'::text, 'continuous'::text, 'ad-hoc'::text]))),
    CONSTRAINT series_status_check CHECK ((status = ANY (ARRAY['active'::text, 'paused'::text, 'ended'::text])))
);

ALTER TABLE ONLY public.series FORCE ROW LEVEL SECURITY;


--
-- Name: session_events; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.session_events (
    workspace_id text DEFAULT public.current_workspace() NOT NULL,
    session_id uuid NOT NULL,
    revision integer NOT NULL,
    place integer NOT NULL,
    type text NOT NULL,
    at timestamp with time zone NOT NULL,
    body jsonb NOT NULL
);

ALTER TABLE ONLY public.session_events FORCE ROW LEVEL SECURITY;


--
-- Name: sessions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.sessions (
    workspace_id text DEFAULT public.current_workspace() NOT NULL,
    id uuid NOT NULL,
    series_id uuid NOT NULL,
    channel_id text NOT NULL,
    ordinal integer NOT NULL,
    title text NOT NULL,
    content jsonb NOT NULL,
    rated boolean NOT NULL,
    status text NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    next_due_at timestamp with time zone,
    state jsonb NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    kept text,
    would_change integer,
    set_aside_at timestamp with time zone,
    set_aside_code text,
    tidied_at timestamp with time zone,
    CONSTRAINT sessions_ordinal_check CHECK ((ordinal >= 1)),
    CONSTRAINT sessions_set_aside_check CHECK (((set_aside_at IS NULL) = (set_aside_code IS NULL))),
    CONSTRAINT sessions_state_check CHECK (((state ->> 'status'::text) = status)),
    CONSTRAINT sessions_status_check CHECK ((status = ANY (ARRAY['planned'::text, 'running'::text, 'paused'::text, 'writing'::text, 'collecting'::text, 'closed'::text]))),
    CONSTRAINT sessions_would_change_check CHECK (((would_change >= 0) AND (would_change <= 4)))
);

ALTER TABLE ONLY public.sessions FORCE ROW LEVEL SECURITY;


--
-- Name: sign_ups; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.sign_ups (
    workspace_id text DEFAULT public.current_workspace() NOT NULL,
    series_id uuid NOT NULL,
    member_id text NOT NULL,
    choice text NOT NULL,
    chosen_at timestamp with time zone NOT NULL,
    said_at timestamp with time zone,
    CONSTRAINT sign_ups_choice_check CHECK ((choice = ANY (ARRAY['all'::text, 'first'::text, 'none'::text])))
);

ALTER TABLE ONLY public.sign_ups FORCE ROW LEVEL SECURITY;


--
-- Name: teams_conversations; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.teams_conversations (
    workspace_id text DEFAULT public.current_workspace() NOT NULL,
    id text NOT NULL,
    kind text NOT NULL,
    service_url text NOT NULL,
    team_id text,
    aad_group_id text,
    name text,
    member_id text,
    closed text,
    CONSTRAINT teams_conversations_closed_check CHECK ((closed = ANY (ARRAY['bot-removed'::text, 'channel-archived'::text, 'channel-gone'::text]))),
    CONSTRAINT teams_conversations_kind_check CHECK ((kind = ANY (ARRAY['channel'::text, 'group-chat'::text, 'personal'::text]))),
    CONSTRAINT teams_conversations_member_check CHECK (((kind = 'personal'::text) = (member_id IS NOT NULL)))
);

ALTER TABLE ONLY public.teams_conversations FORCE ROW LEVEL SECURITY;


--
-- Name: teams_people; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.teams_people (
    workspace_id text DEFAULT public.current_workspace() NOT NULL,
    id text NOT NULL,
    user_id text NOT NULL,
    name text,
    zone text,
    locale text
);

ALTER TABLE ONLY public.teams_people FORCE ROW LEVEL SECURITY;


--
-- Name: workspaces; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.workspaces (
    workspace_id text DEFAULT public.current_workspace() NOT NULL,
    platform text NOT NULL,
    name text NOT NULL,
    uninstalled_at timestamp with time zone,
    keep_months integer DEFAULT 12 NOT NULL,
    keep_uninstalled_days integer DEFAULT 14 NOT NULL,
    CONSTRAINT workspaces_id_check CHECK ((workspace_id <> ''::text)),
    CONSTRAINT workspaces_keep_months_check CHECK (((keep_months >= 1) AND (keep_months <= 60))),
    CONSTRAINT workspaces_keep_uninstalled_days_check CHECK (((keep_uninstalled_days >= 0) AND (keep_uninstalled_days <= 365))),
    CONSTRAINT workspaces_platform_check CHECK ((platform = ANY (ARRAY['slack'::text, 'teams'::text])))
);

ALTER TABLE ONLY public.workspaces FORCE ROW LEVEL SECURITY;


--
-- Name: answers answers_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.answers
    ADD CONSTRAINT answers_pkey PRIMARY KEY (workspace_id, session_id, member_id, question, late);


--
-- Name: beats beats_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.beats
    ADD CONSTRAINT beats_pkey PRIMARY KEY (singleton);


--
-- Name: channel_settings channel_settings_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.channel_settings
    ADD CONSTRAINT channel_settings_pkey PRIMARY KEY (workspace_id, channel_id);


--
-- Name: channels channels_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.channels
    ADD CONSTRAINT channels_pkey PRIMARY KEY (workspace_id, id);


--
-- Name: deliveries deliveries_once_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.deliveries
    ADD CONSTRAINT deliveries_once_key UNIQUE (workspace_id, subject_kind, subject_id, kind, recipient, run, removal);


--
-- Name: deliveries deliveries_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.deliveries
    ADD CONSTRAINT deliveries_pkey PRIMARY KEY (workspace_id, id);


--
-- Name: drafts drafts_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.drafts
    ADD CONSTRAINT drafts_pkey PRIMARY KEY (workspace_id, id);


--
-- Name: edits edits_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.edits
    ADD CONSTRAINT edits_pkey PRIMARY KEY (workspace_id, delivery_id);


--
-- Name: inbox inbox_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.inbox
    ADD CONSTRAINT inbox_pkey PRIMARY KEY (workspace_id, request_id);


--
-- Name: known_answers known_answers_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.known_answers
    ADD CONSTRAINT known_answers_pkey PRIMARY KEY (workspace_id, id);


--
-- Name: members members_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.members
    ADD CONSTRAINT members_pkey PRIMARY KEY (workspace_id, id);


--
-- Name: outages outages_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.outages
    ADD CONSTRAINT outages_pkey PRIMARY KEY (from_at);


--
-- Name: parked_questions parked_questions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.parked_questions
    ADD CONSTRAINT parked_questions_pkey PRIMARY KEY (workspace_id, id);


--
-- Name: participants participants_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.participants
    ADD CONSTRAINT participants_pkey PRIMARY KEY (workspace_id, session_id, member_id);


--
-- Name: recaps recaps_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recaps
    ADD CONSTRAINT recaps_pkey PRIMARY KEY (workspace_id, session_id);


--
-- Name: schema_migrations schema_migrations_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.schema_migrations
    ADD CONSTRAINT schema_migrations_pkey PRIMARY KEY (name);


--
-- Name: series series_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.series
    ADD CONSTRAINT series_pkey PRIMARY KEY (workspace_id, id);


--
-- Name: session_events session_events_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.session_events
    ADD CONSTRAINT session_events_pkey PRIMARY KEY (workspace_id, session_id, revision, place);


--
-- Name: sessions sessions_ordinal_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_ordinal_key UNIQUE (workspace_id, series_id, ordinal);


--
-- Name: sessions sessions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (workspace_id, id);


--
-- Name: sign_ups sign_ups_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sign_ups
    ADD CONSTRAINT sign_ups_pkey PRIMARY KEY (workspace_id, series_id, member_id);


--
-- Name: teams_conversations teams_conversations_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.teams_conversations
    ADD CONSTRAINT teams_conversations_pkey PRIMARY KEY (workspace_id, id);


--
-- Name: teams_people teams_people_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.teams_people
    ADD CONSTRAINT teams_people_pkey PRIMARY KEY (workspace_id, id);


--
-- Name: workspaces workspaces_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.workspaces
    ADD CONSTRAINT workspaces_pkey PRIMARY KEY (workspace_id);


--
-- Name: answers_of_member; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX answers_of_member ON public.answers USING btree (workspace_id, member_id);


--
-- Name: deliveries_closed; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX deliveries_closed ON public.deliveries USING btree (due_at) WHERE (state = 'closed'::text);


--
-- Name: deliveries_due; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX deliveries_due ON public.deliveries USING btree (priority, due_at, workspace_id) WHERE (state = 'planned'::text);


--
-- Name: deliveries_leased; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX deliveries_leased ON public.deliveries USING btree (lease_until) WHERE (state = ANY (ARRAY['claimed'::text, 'sending'::text]));


--
-- Name: deliveries_look; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX deliveries_look ON public.deliveries USING btree (look_at) WHERE ((look_at IS NOT NULL) AND (state = ANY (ARRAY['unknown'::text, 'posted'::text, 'closed'::text])));


--
-- Name: deliveries_removes; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX deliveries_removes ON public.deliveries USING btree (workspace_id, removes) WHERE (removes IS NOT NULL);


--
-- Name: deliveries_resent; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX deliveries_resent ON public.deliveries USING btree (workspace_id) WHERE (resends > 0);


--
-- Name: deliveries_retry; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX deliveries_retry ON public.deliveries USING btree (retry_at) WHERE ((state = 'planned'::text) AND (retry_at IS NOT NULL));


--
-- Name: deliveries_unknown; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX deliveries_unknown ON public.deliveries USING btree (doubted_at) WHERE (state = 'unknown'::text);


--
-- Name: deliveries_unsettled; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX deliveries_unsettled ON public.deliveries USING btree (workspace_id) WHERE (closed_reason = 'unsettled'::text);


--
-- Name: edits_due; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX edits_due ON public.edits USING btree (due_at) WHERE ((state = 'idle'::text) AND (due_at IS NOT NULL));


--
-- Name: edits_leased; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX edits_leased ON public.edits USING btree (lease_until) WHERE (state = 'claimed'::text);


--
-- Name: inbox_received; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX inbox_received ON public.inbox USING btree (workspace_id, received_at);


--
-- Name: known_answers_of_question; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX known_answers_of_question ON public.known_answers USING btree (workspace_id, question_id);


--
-- Name: parked_questions_of_session; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX parked_questions_of_session ON public.parked_questions USING btree (workspace_id, session_id);


--
-- Name: participants_of_member; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX participants_of_member ON public.participants USING btree (workspace_id, member_id);


--
-- Name: series_running; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX series_running ON public.series USING btree (workspace_id, channel_id) WHERE (status <> 'ended'::text);


--
-- Name: sessions_coming; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sessions_coming ON public.sessions USING btree (workspace_id, channel_id, starts_at) WHERE (status <> 'closed'::text);


--
-- Name: sessions_due; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sessions_due ON public.sessions USING btree (next_due_at) WHERE ((next_due_at IS NOT NULL) AND (set_aside_at IS NULL));


--
-- Name: sessions_open; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sessions_open ON public.sessions USING btree (workspace_id) WHERE (status = ANY (ARRAY['running'::text, 'paused'::text, 'writing'::text]));


--
-- Name: sessions_set_aside; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sessions_set_aside ON public.sessions USING btree (set_aside_at) WHERE (set_aside_at IS NOT NULL);


--
-- Name: sessions_starting; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sessions_starting ON public.sessions USING btree (workspace_id, starts_at) WHERE (status = 'planned'::text);


--
-- Name: sessions_untidied; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sessions_untidied ON public.sessions USING btree (workspace_id, starts_at) WHERE ((status = 'closed'::text) AND (tidied_at IS NULL));


--
-- Name: teams_conversations_of_member; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX teams_conversations_of_member ON public.teams_conversations USING btree (workspace_id, member_id) WHERE (member_id IS NOT NULL);


--
-- Name: answers answers_session_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.answers
    ADD CONSTRAINT answers_session_fkey FOREIGN KEY (workspace_id, session_id) REFERENCES public.sessions(workspace_id, id) ON DELETE CASCADE;


--
-- Name: channel_settings channel_settings_workspace_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.channel_settings
    ADD CONSTRAINT channel_settings_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(workspace_id) ON DELETE CASCADE;


--
-- Name: channels channels_workspace_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.channels
    ADD CONSTRAINT channels_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(workspace_id) ON DELETE CASCADE;


--
-- Name: deliveries deliveries_removes_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.deliveries
    ADD CONSTRAINT deliveries_removes_fkey FOREIGN KEY (workspace_id, removes) REFERENCES public.deliveries(workspace_id, id) ON DELETE CASCADE;


--
-- Name: deliveries deliveries_workspace_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.deliveries
    ADD CONSTRAINT deliveries_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(workspace_id) ON DELETE CASCADE;


--
-- Name: drafts drafts_workspace_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.drafts
    ADD CONSTRAINT drafts_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(workspace_id) ON DELETE CASCADE;


--
-- Name: edits edits_delivery_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.edits
    ADD CONSTRAINT edits_delivery_fkey FOREIGN KEY (workspace_id, delivery_id) REFERENCES public.deliveries(workspace_id, id) ON DELETE CASCADE;


--
-- Name: known_answers known_answers_question_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.known_answers
    ADD CONSTRAINT known_answers_question_fkey FOREIGN KEY (workspace_id, question_id) REFERENCES public.parked_questions(workspace_id, id) ON DELETE CASCADE;


--
-- Name: members members_workspace_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.members
    ADD CONSTRAINT members_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(workspace_id) ON DELETE CASCADE;


--
-- Name: parked_questions parked_questions_session_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.parked_questions
    ADD CONSTRAINT parked_questions_session_fkey FOREIGN KEY (workspace_id, session_id) REFERENCES public.sessions(workspace_id, id) ON DELETE CASCADE;


--
-- Name: participants participants_session_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.participants
    ADD CONSTRAINT participants_session_fkey FOREIGN KEY (workspace_id, session_id) REFERENCES public.sessions(workspace_id, id) ON DELETE CASCADE;


--
-- Name: recaps recaps_session_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recaps
    ADD CONSTRAINT recaps_session_fkey FOREIGN KEY (workspace_id, session_id) REFERENCES public.sessions(workspace_id, id) ON DELETE CASCADE;


--
-- Name: series series_workspace_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.series
    ADD CONSTRAINT series_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(workspace_id) ON DELETE CASCADE;


--
-- Name: session_events session_events_session_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.session_events
    ADD CONSTRAINT session_events_session_fkey FOREIGN KEY (workspace_id, session_id) REFERENCES public.sessions(workspace_id, id) ON DELETE CASCADE;


--
-- Name: sessions sessions_series_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_series_fkey FOREIGN KEY (workspace_id, series_id) REFERENCES public.series(workspace_id, id) ON DELETE CASCADE;


--
-- Name: sign_ups sign_ups_series_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sign_ups
    ADD CONSTRAINT sign_ups_series_fkey FOREIGN KEY (workspace_id, series_id) REFERENCES public.series(workspace_id, id) ON DELETE CASCADE;


--
-- Name: teams_conversations teams_conversations_workspace_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.teams_conversations
    ADD CONSTRAINT teams_conversations_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(workspace_id) ON DELETE CASCADE;


--
-- Name: teams_people teams_people_workspace_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.teams_people
    ADD CONSTRAINT teams_people_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(workspace_id) ON DELETE CASCADE;


--
-- Name: deliveries all_workspaces; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY all_workspaces ON public.deliveries TO microtraining_dispatcher USING ((CURRENT_USER <> SESSION_USER)) WITH CHECK ((CURRENT_USER <> SESSION_USER));


--
-- Name: edits all_workspaces; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY all_workspaces ON public.edits TO microtraining_dispatcher USING ((CURRENT_USER <> SESSION_USER)) WITH CHECK ((CURRENT_USER <> SESSION_USER));


--
-- Name: sessions all_workspaces; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY all_workspaces ON public.sessions FOR SELECT TO microtraining_dispatcher USING ((CURRENT_USER <> SESSION_USER));


--
-- Name: workspaces all_workspaces; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY all_workspaces ON public.workspaces FOR SELECT TO microtraining_dispatcher USING ((CURRENT_USER <> SESSION_USER));


--
-- Name: answers; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.answers ENABLE ROW LEVEL SECURITY;

--
-- Name: channel_settings; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.channel_settings ENABLE ROW LEVEL SECURITY;

--
-- Name: channels; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.channels ENABLE ROW LEVEL SECURITY;

--
-- Name: deliveries; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.deliveries ENABLE ROW LEVEL SECURITY;

--
-- Name: drafts; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.drafts ENABLE ROW LEVEL SECURITY;

--
-- Name: edits; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.edits ENABLE ROW LEVEL SECURITY;

--
-- Name: inbox; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.inbox ENABLE ROW LEVEL SECURITY;

--
-- Name: known_answers; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.known_answers ENABLE ROW LEVEL SECURITY;

--
-- Name: members; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.members ENABLE ROW LEVEL SECURITY;

--
-- Name: answers own_workspace; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY own_workspace ON public.answers TO microtraining_app USING ((workspace_id = public.current_workspace())) WITH CHECK ((workspace_id = public.current_workspace()));


--
-- Name: channel_settings own_workspace; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY own_workspace ON public.channel_settings TO microtraining_app USING ((workspace_id = public.current_workspace())) WITH CHECK ((workspace_id = public.current_workspace()));


--
-- Name: channels own_workspace; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY own_workspace ON public.channels TO microtraining_app USING ((workspace_id = public.current_workspace())) WITH CHECK ((workspace_id = public.current_workspace()));


--
-- Name: deliveries own_workspace; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY own_workspace ON public.deliveries TO microtraining_app USING ((workspace_id = public.current_workspace())) WITH CHECK ((workspace_id = public.current_workspace()));


--
-- Name: drafts own_workspace; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY own_workspace ON public.drafts TO microtraining_app USING ((workspace_id = public.current_workspace())) WITH CHECK ((workspace_id = public.current_workspace()));


--
-- Name: edits own_workspace; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY own_workspace ON public.edits TO microtraining_app USING ((workspace_id = public.current_workspace())) WITH CHECK ((workspace_id = public.current_workspace()));


--
-- Name: inbox own_workspace; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY own_workspace ON public.inbox TO microtraining_app USING ((workspace_id = public.current_workspace())) WITH CHECK ((workspace_id = public.current_workspace()));


--
-- Name: known_answers own_workspace; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY own_workspace ON public.known_answers TO microtraining_app USING ((workspace_id = public.current_workspace())) WITH CHECK ((workspace_id = public.current_workspace()));


--
-- Name: members own_workspace; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY own_workspace ON public.members TO microtraining_app USING ((workspace_id = public.current_workspace())) WITH CHECK ((workspace_id = public.current_workspace()));


--
-- Name: parked_questions own_workspace; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY own_workspace ON public.parked_questions TO microtraining_app USING ((workspace_id = public.current_workspace())) WITH CHECK ((workspace_id = public.current_workspace()));


--
-- Name: participants own_workspace; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY own_workspace ON public.participants TO microtraining_app USING ((workspace_id = public.current_workspace())) WITH CHECK ((workspace_id = public.current_workspace()));


--
-- Name: recaps own_workspace; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY own_workspace ON public.recaps TO microtraining_app USING ((workspace_id = public.current_workspace())) WITH CHECK ((workspace_id = public.current_workspace()));


--
-- Name: series own_workspace; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY own_workspace ON public.series TO microtraining_app USING ((workspace_id = public.current_workspace())) WITH CHECK ((workspace_id = public.current_workspace()));


--
-- Name: session_events own_workspace; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY own_workspace ON public.session_events TO microtraining_app USING ((workspace_id = public.current_workspace())) WITH CHECK ((workspace_id = public.current_workspace()));


--
-- Name: sessions own_workspace; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY own_workspace ON public.sessions TO microtraining_app USING ((workspace_id = public.current_workspace())) WITH CHECK ((workspace_id = public.current_workspace()));


--
-- Name: sign_ups own_workspace; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY own_workspace ON public.sign_ups TO microtraining_app USING ((workspace_id = public.current_workspace())) WITH CHECK ((workspace_id = public.current_workspace()));


--
-- Name: teams_conversations own_workspace; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY own_workspace ON public.teams_conversations TO microtraining_app USING ((workspace_id = public.current_workspace())) WITH CHECK ((workspace_id = public.current_workspace()));


--
-- Name: teams_people own_workspace; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY own_workspace ON public.teams_people TO microtraining_app USING ((workspace_id = public.current_workspace())) WITH CHECK ((workspace_id = public.current_workspace()));


--
-- Name: workspaces own_workspace; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY own_workspace ON public.workspaces TO microtraining_app USING ((workspace_id = public.current_workspace())) WITH CHECK ((workspace_id = public.current_workspace()));


--
-- Name: parked_questions; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.parked_questions ENABLE ROW LEVEL SECURITY;

--
-- Name: participants; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.participants ENABLE ROW LEVEL SECURITY;

--
-- Name: recaps; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.recaps ENABLE ROW LEVEL SECURITY;

--
-- Name: series; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.series ENABLE ROW LEVEL SECURITY;

--
-- Name: session_events; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.session_events ENABLE ROW LEVEL SECURITY;

--
-- Name: sessions; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.sessions ENABLE ROW LEVEL SECURITY;

--
-- Name: sign_ups; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.sign_ups ENABLE ROW LEVEL SECURITY;

--
-- Name: teams_conversations; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.teams_conversations ENABLE ROW LEVEL SECURITY;

--
-- Name: teams_people; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.teams_people ENABLE ROW LEVEL SECURITY;

--
-- Name: workspaces; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.workspaces ENABLE ROW LEVEL SECURITY;

--
-- Name: SCHEMA public; Type: ACL; Schema: -; Owner: -
--

GRANT USAGE ON SCHEMA public TO microtraining_app;
GRANT USAGE ON SCHEMA public TO microtraining_dispatcher;


--
-- Name: TABLE answers; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.answers TO microtraining_app;


--
-- Name: TABLE beats; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.beats TO microtraining_dispatcher;


--
-- Name: TABLE channel_settings; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.channel_settings TO microtraining_app;


--
-- Name: TABLE channels; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.channels TO microtraining_app;


--
-- Name: TABLE deliveries; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.deliveries TO microtraining_app;


--
-- Name: COLUMN deliveries.workspace_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(workspace_id) ON TABLE public.deliveries TO microtraining_dispatcher;


--
-- Name: COLUMN deliveries.id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(id) ON TABLE public.deliveries TO microtraining_dispatcher;


--
-- Name: COLUMN deliveries.subject_kind; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(subject_kind) ON TABLE public.deliveries TO microtraining_dispatcher;


--
-- Name: COLUMN deliveries.subject_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(subject_id) ON TABLE public.deliveries TO microtraining_dispatcher;


--
-- Name: COLUMN deliveries.kind; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(kind) ON TABLE public.deliveries TO microtraining_dispatcher;


--
-- Name: COLUMN deliveries.run; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(run) ON TABLE public.deliveries TO microtraining_dispatcher;


--
-- Name: COLUMN deliveries.removal; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(removal) ON TABLE public.deliveries TO microtraining_dispatcher;


--
-- Name: COLUMN deliveries.removes; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(removes) ON TABLE public.deliveries TO microtraining_dispatcher;


--
-- Name: COLUMN deliveries.after_kind; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(after_kind) ON TABLE public.deliveries TO microtraining_dispatcher;


--
-- Name: COLUMN deliveries.priority; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(priority) ON TABLE public.deliveries TO microtraining_dispatcher;


--
-- Name: COLUMN deliveries.due_at; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(due_at) ON TABLE public.deliveries TO microtraining_dispatcher;


--
-- Name: COLUMN deliveries.retry_at; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(retry_at),UPDATE(retry_at) ON TABLE public.deliveries TO microtraining_dispatcher;


--
-- Name: COLUMN deliveries.state; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(state),UPDATE(state) ON TABLE public.deliveries TO microtraining_dispatcher;


--
-- Name: COLUMN deliveries.attempt; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(attempt),UPDATE(attempt) ON TABLE public.deliveries TO microtraining_dispatcher;


--
-- Name: COLUMN deliveries.lease_until; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(lease_until),UPDATE(lease_until) ON TABLE public.deliveries TO microtraining_dispatcher;


--
-- Name: COLUMN deliveries.withdrawn; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(withdrawn) ON TABLE public.deliveries TO microtraining_dispatcher;


--
-- Name: COLUMN deliveries.reference; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(reference) ON TABLE public.deliveries TO microtraining_dispatcher;


--
-- Name: COLUMN deliveries.posted_at; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(posted_at),UPDATE(posted_at) ON TABLE public.deliveries TO microtraining_dispatcher;


--
-- Name: COLUMN deliveries.closed_reason; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(closed_reason) ON TABLE public.deliveries TO microtraining_dispatcher;


--
-- Name: COLUMN deliveries.doubt_code; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(doubt_code),UPDATE(doubt_code) ON TABLE public.deliveries TO microtraining_dispatcher;


--
-- Name: COLUMN deliveries.doubted_at; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(doubted_at),UPDATE(doubted_at) ON TABLE public.deliveries TO microtraining_dispatcher;


--
-- Name: COLUMN deliveries.destination; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(destination) ON TABLE public.deliveries TO microtraining_dispatcher;


--
-- Name: COLUMN deliveries.sent_at; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(sent_at),UPDATE(sent_at) ON TABLE public.deliveries TO microtraining_dispatcher;


--
-- Name: COLUMN deliveries.doubt_cause; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(doubt_cause),UPDATE(doubt_cause) ON TABLE public.deliveries TO microtraining_dispatcher;


--
-- Name: COLUMN deliveries.look_at; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(look_at),UPDATE(look_at) ON TABLE public.deliveries TO microtraining_dispatcher;


--
-- Name: COLUMN deliveries.empty_looks; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(empty_looks),UPDATE(empty_looks) ON TABLE public.deliveries TO microtraining_dispatcher;


--
-- Name: COLUMN deliveries.resends; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(resends) ON TABLE public.deliveries TO microtraining_dispatcher;


--
-- Name: COLUMN deliveries.blind_resends; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(blind_resends) ON TABLE public.deliveries TO microtraining_dispatcher;


--
-- Name: COLUMN deliveries.watched_from; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(watched_from) ON TABLE public.deliveries TO microtraining_dispatcher;


--
-- Name: COLUMN deliveries.copies_removed; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(copies_removed) ON TABLE public.deliveries TO microtraining_dispatcher;


--
-- Name: COLUMN deliveries.longest_copy_ms; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(longest_copy_ms) ON TABLE public.deliveries TO microtraining_dispatcher;


--
-- Name: TABLE drafts; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.drafts TO microtraining_app;


--
-- Name: TABLE edits; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.edits TO microtraining_app;
GRANT SELECT ON TABLE public.edits TO microtraining_dispatcher;


--
-- Name: COLUMN edits.shown_version; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(shown_version) ON TABLE public.edits TO microtraining_dispatcher;


--
-- Name: COLUMN edits.due_at; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(due_at) ON TABLE public.edits TO microtraining_dispatcher;


--
-- Name: COLUMN edits.claimed_due_at; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(claimed_due_at) ON TABLE public.edits TO microtraining_dispatcher;


--
-- Name: COLUMN edits.shown_at; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(shown_at) ON TABLE public.edits TO microtraining_dispatcher;


--
-- Name: COLUMN edits.state; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(state) ON TABLE public.edits TO microtraining_dispatcher;


--
-- Name: COLUMN edits.attempt; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(attempt) ON TABLE public.edits TO microtraining_dispatcher;


--
-- Name: COLUMN edits.lease_until; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(lease_until) ON TABLE public.edits TO microtraining_dispatcher;


--
-- Name: TABLE inbox; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.inbox TO microtraining_app;


--
-- Name: TABLE known_answers; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.known_answers TO microtraining_app;


--
-- Name: TABLE members; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.members TO microtraining_app;


--
-- Name: TABLE outages; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.outages TO microtraining_dispatcher;
GRANT SELECT ON TABLE public.outages TO microtraining_app;


--
-- Name: TABLE parked_questions; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.parked_questions TO microtraining_app;


--
-- Name: TABLE participants; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.participants TO microtraining_app;


--
-- Name: TABLE recaps; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.recaps TO microtraining_app;


--
-- Name: TABLE series; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.series TO microtraining_app;


--
-- Name: TABLE session_events; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.session_events TO microtraining_app;


--
-- Name: TABLE sessions; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sessions TO microtraining_app;


--
-- Name: COLUMN sessions.workspace_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(workspace_id) ON TABLE public.sessions TO microtraining_dispatcher;


--
-- Name: COLUMN sessions.id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(id) ON TABLE public.sessions TO microtraining_dispatcher;


--
-- Name: COLUMN sessions.status; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(status) ON TABLE public.sessions TO microtraining_dispatcher;


--
-- Name: COLUMN sessions.next_due_at; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(next_due_at) ON TABLE public.sessions TO microtraining_dispatcher;


--
-- Name: COLUMN sessions.set_aside_at; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(set_aside_at) ON TABLE public.sessions TO microtraining_dispatcher;


--
-- Name: COLUMN sessions.set_aside_code; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(set_aside_code) ON TABLE public.sessions TO microtraining_dispatcher;


--
-- Name: TABLE sign_ups; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sign_ups TO microtraining_app;


--
-- Name: TABLE teams_conversations; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.teams_conversations TO microtraining_app;


--
-- Name: TABLE teams_people; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.teams_people TO microtraining_app;


--
-- Name: TABLE workspaces; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.workspaces TO microtraining_app;


--
-- Name: COLUMN workspaces.workspace_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(workspace_id) ON TABLE public.workspaces TO microtraining_dispatcher;


--
-- Name: COLUMN workspaces.uninstalled_at; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(uninstalled_at) ON TABLE public.workspaces TO microtraining_dispatcher;


--
-- Name: COLUMN workspaces.keep_months; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(keep_months) ON TABLE public.workspaces TO microtraining_dispatcher;


--
-- Name: COLUMN workspaces.keep_uninstalled_days; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(keep_uninstalled_days) ON TABLE public.workspaces TO microtraining_dispatcher;


--
-- PostgreSQL database dump complete
--

\unrestrict microtraining

